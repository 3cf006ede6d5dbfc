package io.postledger.query;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.ComponentScan;

/** Projections and query handlers, on nodes with the role {@code query}. */
@AutoConfiguration
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.contains('query')")
@ComponentScan
public class QuerySideConfiguration {}

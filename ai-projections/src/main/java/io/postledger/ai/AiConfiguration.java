package io.postledger.ai;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/** Feature tables and recommendations, on nodes with the role {@code ai}. */
@AutoConfiguration
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.matches('.*\\bai\\b.*')")
@ComponentScan
@ConfigurationPropertiesScan
public class AiConfiguration {}

package io.postledger.command;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.ComponentScan;

/** The command role: aggregates, their policies, and the directories they are checked against. */
@AutoConfiguration
@AutoConfigurationPackage
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.contains('command')")
@ComponentScan
public class CommandSideConfiguration {}

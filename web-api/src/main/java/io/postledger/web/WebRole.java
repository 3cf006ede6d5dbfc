package io.postledger.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The HTTP API, in processes that have the role {@code web}; the others answer on their actuator only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${postledger.roles:command,query,saga,ai,web}'.contains('web')")
@ComponentScan(
        basePackages = "io.postledger.web",
        // As Spring Boot's own scan: what tests configure for themselves is not the product's.
        excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@ConfigurationPropertiesScan(basePackages = "io.postledger.web")
class WebRole {}

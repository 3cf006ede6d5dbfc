package io.postledger.web.openapi;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** springdoc serves JSON at its path and YAML at the same with an ending; a person expects both to have one. */
@Configuration(proxyBeanMethods = false)
class OpenApiPaths implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/openapi.json").setViewName("forward:/openapi");
    }
}

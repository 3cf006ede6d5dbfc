package io.postledger.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Units, zones and ranges of what core-api's views hold. Those records know nothing of HTTP, so their descriptions stand
 * in {@code openapi-views.properties}, as {@code Schema=…} or {@code Schema.field=…}. A line that names nothing is an
 * error: it was left behind by a rename.
 */
final class ViewDescriptions implements OpenApiCustomizer {
    private static final String SOURCE = "openapi-views.properties";

    private final Properties descriptions;

    ViewDescriptions() {
        try {
            descriptions = PropertiesLoaderUtils.loadProperties(new ClassPathResource(SOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void customise(OpenAPI api) {
        descriptions.stringPropertyNames().forEach(name -> {
            String[] path = name.split("\\.");
            find(api.getComponents().getSchemas(), path).setDescription(descriptions.getProperty(name));
        });
    }

    @SuppressWarnings("rawtypes")
    private static Schema<?> find(Map<String, Schema> schemas, String[] path) {
        Schema<?> schema = schemas.get(path[0]);
        for (int i = 1; schema != null && i < path.length; i++) {
            schema = schema.getProperties().get(path[i]);
        }
        if (schema == null) {
            throw new IllegalStateException(SOURCE + " describes " + String.join(".", path) + ", which is not there");
        }
        return schema;
    }
}

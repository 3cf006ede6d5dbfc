package io.postledger.web.openapi;

import io.postledger.web.call.Call;
import io.postledger.web.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Describes the API as OpenAPI 3.1. springdoc, because it reads the very controllers that answer: the description cannot
 * fall behind the code.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String BEARER = "bearer";

    private static final String ABOUT = """
            Every action is a command, every fact an event, every view a projection.

            **Ids** are made by the caller or, where left out, by the server: a prefix and 26 characters that sort by time.
            **Times** are UTC and ISO 8601 unless said otherwise; a local time always comes with its IANA time zone.
            **Repeating a write** with the same Idempotency-Key answers as the first time and does nothing more.
            **Versions**: a write answers the version it made, also as ETag; `If-Match` refuses a write on another version
            (STALE_VERSION), and `atLeastVersion` makes a read wait until it shows that version.
            **Refusals** are problem+json (RFC 9457) with a stable `code`, and have changed nothing.
            """;

    OpenApiConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Call.class);
        KnownTypes.register();
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI(SpecVersion.V31)
                .info(new Info()
                        .title("Postledger")
                        .version("1")
                        .description(ABOUT)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .bearerFormat("JWT")
                                        .description("accessToken of POST /api/session")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OperationCustomizer everyOperation() {
        return new EveryOperation();
    }

    @Bean
    OpenApiCustomizer problemSchema() {
        return api -> {
            ResolvedSchema problem =
                    ModelConverters.getInstance(true).readAllAsResolvedSchema(new AnnotatedType(Problem.class));
            api.getComponents().addSchemas("Problem", (Schema<?>) problem.schema);
        };
    }

    @Bean
    OpenApiCustomizer viewDescriptions() {
        return new ViewDescriptions();
    }
}

package io.postledger.web.call;

import io.postledger.api.PlainText;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses parameters of the query that are not plain text, whatever they are for: not each goes into a message, which would be refused. */
@Component
class PlainParameters implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            if (!Arrays.stream(values).allMatch(PlainText::isPlain)) {
                throw new WebException(
                        WebCode.PARAMETER_INVALID,
                        "Parameter " + PlainText.of(name)
                                + " has a control character other than tab and line breaks, or half a character",
                        Map.of("parameter", PlainText.of(name)));
            }
        });
        return true;
    }
}

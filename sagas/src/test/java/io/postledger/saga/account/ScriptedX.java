package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.Connectors;
import io.postledger.platform.Exchange;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.PlatformException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** The product's connector to X, but for the methods whose answer a test dictates: what no simulated network says. */
final class ScriptedX implements BeanPostProcessor {
    private final Map<String, Supplier<?>> answers = new ConcurrentHashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Connectors connectors
                ? new Connectors(Map.of(Platform.X, over(connectors.require(Platform.X))))
                : bean;
    }

    private PlatformConnector over(PlatformConnector real) {
        return (PlatformConnector) Proxy.newProxyInstance(
                PlatformConnector.class.getClassLoader(),
                new Class<?>[] {PlatformConnector.class},
                (proxy, method, arguments) -> answer(real, method, arguments));
    }

    private Object answer(PlatformConnector real, Method method, Object[] arguments) throws Throwable {
        Supplier<?> scripted = answers.get(method.getName());
        if (scripted != null) {
            return scripted.get();
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    void answers(String method, Supplier<?> answer) {
        answers.put(method, answer);
    }

    void fails(String method, PlatformException.Kind kind, String code, @Nullable Instant retryAt) {
        Exchange exchange = new Exchange("x", Instant.now(), 1, 503, null, null, List.of(), null, null);
        answers(method, () -> {
            throw new PlatformException(kind, code, "as the test says", retryAt, exchange);
        });
    }

    void itself() {
        answers.clear();
    }
}

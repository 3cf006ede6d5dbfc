package io.postledger.trial.bench;

import io.postledger.privacy.PersonalCipher;
import io.postledger.privacy.SubjectKeys;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The product's own, and nothing at all where the bench says so: the product itself cannot be told to. */
final class SwitchedCipher extends PersonalCipher {
    private volatile boolean isOn = true;

    private SwitchedCipher(SubjectKeys keys) {
        super(keys);
    }

    void turn(boolean on) {
        isOn = on;
    }

    @Override
    public Object seal(Object stored, String name, Map<String, ?> metadata) {
        return isOn ? super.seal(stored, name, metadata) : stored;
    }

    /** Puts it in the place of the product's. */
    @Configuration(proxyBeanMethods = false)
    static class Installed {
        @Bean
        static BeanPostProcessor switchedCipher(ApplicationContext context) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof PersonalCipher
                            ? new SwitchedCipher(context.getBean(SubjectKeys.class))
                            : bean;
                }
            };
        }
    }
}

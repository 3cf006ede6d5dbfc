package io.postledger.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and revision under which an event stands in the log. Stored for ever: a class may be renamed or moved, its
 * stored name may not; a change of shape takes the next revision and an upcaster.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StoredAs {
    /** Catalogue name, {@code context.EventName}. */
    String name();

    int revision() default 1;
}

package io.postledger.api.privacy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of an event, or of a record within one: what it says is about a person, or in a person's words. It is
 * stored encrypted with the key of its subject, and read as before for as long as that key exists. A component is a
 * {@code String} or a {@code Map<String, String>}, whose values are encrypted; null is stored as null.
 *
 * <p>Once the key is destroyed a text reads as {@value #ERASED}, an identifier as {@value #ERASED_ID} with the first
 * component of the event after it (so that two are still two), and a map is empty: the same whenever it is read.
 *
 * <p>The component's name is bound into what is stored. A component that is renamed says what it was called in {@link
 * #storedAs}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalData {
    /** What a text reads as when its subject's key is destroyed. */
    String ERASED = "[erased]";

    /** What an identifier then begins with. */
    String ERASED_ID = "erased:";

    Subject of() default Subject.WORKSPACE;

    /** Whether it names one thing among others, which must not become one with them. */
    boolean identifier() default false;

    /** The component's name when it was first stored; empty where it still has that name. */
    String storedAs() default "";

    /** Whose key it is encrypted with. */
    enum Subject {
        /** The workspace in {@code workspaceId}, or in the message's metadata where the event has no such component. */
        WORKSPACE,
        /** The person or workspace in the event's {@code subject}. */
        SUBJECT,
        /** The person who caused the event, by its metadata. */
        ACTOR
    }
}

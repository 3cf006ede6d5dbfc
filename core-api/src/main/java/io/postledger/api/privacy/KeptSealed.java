package io.postledger.api.privacy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record that is kept as JSON outside the log, in a saga, a task or a snapshot: what is {@link PersonalData} in it is
 * encrypted there as in an event. It says itself whom it is about ({@code workspaceId}), and its first component is an id.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KeptSealed {}

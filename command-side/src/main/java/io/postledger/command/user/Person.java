package io.postledger.command.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Who may sign in. The one place that holds names, addresses and password hashes. */
@Entity
@Table(name = "person")
class Person {
    @Id
    @Column(name = "user_id")
    private String userId;

    @Column(name = "email")
    private String email;

    @Column(name = "display_name")
    private String displayName;

    @Column(name = "password_hash")
    private String passwordHash;

    /** Whether the log knows the user; the row is there before. */
    @Column(name = "registered")
    private boolean registered;

    protected Person() {}

    String userId() {
        return userId;
    }

    String displayName() {
        return displayName;
    }

    String passwordHash() {
        return passwordHash;
    }
}

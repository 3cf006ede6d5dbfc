package io.postledger.command.user;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Persons extends JpaRepository<Person, String> {
    Optional<Person> findByEmail(String email);

    boolean existsByEmail(String email);
}

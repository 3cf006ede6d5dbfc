package io.postledger.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.EventCatalogue;
import io.postledger.api.MessageContext;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostTarget;
import io.postledger.api.privacy.PersonalData;
import io.postledger.store.CatalogueSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.axonserver.connector.event.axon.GrpcMetaDataAwareSerializer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class PersonalCipherTest {
    private static final Map<String, String> IN_ONE = Map.of(MessageContext.WORKSPACE, "ws_1");
    private static final PostEdited EDITED = new PostEdited(
            "post_1",
            2,
            "Ada writes: \u00e4\ud83d\ude80",
            List.of(
                    new PostTarget("acct_1", Platform.X, Map.of("text", "Ada elsewhere")),
                    new PostTarget("acct_2", Platform.FACEBOOK)),
            List.of(
                    new Attachment("media_1", "image/png", 3, "ab", 1, 1, null, "Ada at sea"),
                    new Attachment("media_2", "image/png", 3, "cd", 1, 1, null, null)));

    private final KeysInMemory keys = new KeysInMemory();
    private final CatalogueSerializer serializer =
            new CatalogueSerializer(new EventCatalogue(), new PersonalCipher(keys));

    private SerializedObject<byte[]> stored(Object event, Map<String, ?> metadata) {
        return sealed(event, metadata).serializePayload(serializer, byte[].class);
    }

    private static DomainEventMessage<?> sealed(Object event, Map<String, ?> metadata) {
        return SealedEvents.of(
                new GenericDomainEventMessage<>("Post", "post_1", 1, event, metadata, "id", Instant.EPOCH));
    }

    private static String text(SerializedObject<byte[]> stored) {
        return new String(stored.getData(), StandardCharsets.UTF_8);
    }

    private SerializedObject<byte[]> altered(SerializedObject<byte[]> stored, String text) {
        return new SimpleSerializedObject<>(text.getBytes(StandardCharsets.UTF_8), byte[].class, stored.getType());
    }

    @Test
    void givenPersonalData_whenStored_thenNotReadable_andReadAsItWas() {
        SerializedObject<byte[]> stored = stored(EDITED, IN_ONE);
        assertThat(text(stored)).doesNotContain("Ada").contains("post_1", "acct_2", "ab", "ws_1:");
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(EDITED);
    }

    @Test
    void givenPersonalData_whenStoredTwice_thenNeverTheSame() {
        assertThat(text(stored(EDITED, IN_ONE))).isNotEqualTo(text(stored(EDITED, IN_ONE)));
    }

    @Test
    void givenEventFromBefore_whenRead_thenAsItWas() {
        SerializedObject<byte[]> plain = new CatalogueSerializer(new EventCatalogue()).serialize(EDITED, byte[].class);
        assertThat(text(plain)).contains("Ada writes");
        assertThat(serializer.<byte[], Object>deserialize(plain)).isEqualTo(EDITED);
    }

    @Test
    void givenDestroyedKey_whenRead_thenErased_andTheRestIsThere() {
        SerializedObject<byte[]> stored = stored(EDITED, IN_ONE);
        keys.destroy("ws_1");
        PostEdited read = serializer.deserialize(stored);
        assertThat(read.text()).isEqualTo(PersonalData.ERASED);
        assertThat(read.targets())
                .containsExactly(new PostTarget("acct_1", Platform.X), new PostTarget("acct_2", Platform.FACEBOOK));
        assertThat(read.media().get(0))
                .isEqualTo(new Attachment("media_1", "image/png", 3, "ab", 1, 1, null, PersonalData.ERASED));
        assertThat(read.media().get(1)).isEqualTo(EDITED.media().get(1));
    }

    @Test
    void givenDestroyedKey_whenTwoThingsAreRead_thenTheyAreStillTwo() {
        SerializedObject<byte[]> one = stored(
                new AccountConnected("acct_1", "ws_1", Platform.X, "17", "ada", "Ada", List.of("read")), Map.of());
        SerializedObject<byte[]> other = stored(
                new AccountConnected("acct_2", "ws_1", Platform.X, "18", "ada2", "Ada", List.of("read")), Map.of());
        keys.destroy("ws_1");
        assertThat(serializer.<byte[], AccountConnected>deserialize(one).externalId())
                .isEqualTo("erased:acct_1")
                .isNotEqualTo(
                        serializer.<byte[], AccountConnected>deserialize(other).externalId());
    }

    @Test
    void givenDestroyedKey_whenStored_thenNothingOfItIs() {
        keys.destroy("ws_1");
        SerializedObject<byte[]> stored = stored(EDITED, IN_ONE);
        assertThat(text(stored)).doesNotContain("Ada").contains(PersonalData.ERASED);
        assertThat(serializer.<byte[], PostEdited>deserialize(stored).text()).isEqualTo(PersonalData.ERASED);
    }

    @Test
    void givenAnotherWorkspacesKey_thenItOpensNothing() {
        SerializedObject<byte[]> stored = stored(EDITED, IN_ONE);
        keys.findOrMake("ws_2");
        assertUnreadable(altered(stored, text(stored).replace("ws_1", "ws_2")));
    }

    @Test
    void givenCiphertextOfAnotherPost_whenRead_thenRefused() {
        SerializedObject<byte[]> stored = stored(EDITED, IN_ONE);
        assertUnreadable(altered(stored, text(stored).replace("post_1", "post_2")));
    }

    @Test
    void givenCiphertextOfAnotherEvent_whenRead_thenRefused() {
        SerializedObject<byte[]> drafted =
                stored(new PostDrafted("post_1", "ws_1", "Ada", List.of(), List.of()), Map.of());
        PostEdited plain = new CatalogueSerializer(new EventCatalogue())
                .deserialize(altered(
                        stored(EDITED, IN_ONE),
                        text(drafted).replace("{", "{\"contentVersion\":1,").replace("\"workspaceId\":\"ws_1\",", "")));
        assertUnreadable(new CatalogueSerializer(new EventCatalogue()).serialize(plain, byte[].class));
    }

    @Test
    void givenAlteredCiphertext_whenRead_thenRefused() {
        SerializedObject<byte[]> stored = stored(EDITED, IN_ONE);
        String text = text(stored);
        int place = text.indexOf(":", text.indexOf("ws_1")) + 30;
        char other = text.charAt(place) == 'A' ? 'B' : 'A';
        assertUnreadable(altered(stored, text.substring(0, place) + other + text.substring(place + 1)));
    }

    private void assertUnreadable(SerializedObject<byte[]> stored) {
        assertThatThrownBy(() -> serializer.deserialize(stored))
                .isInstanceOf(SerializationException.class)
                .hasMessageNotContaining("Ada");
    }

    @Test
    void givenNobodyWhomItIsAbout_whenStored_thenRefused() {
        assertThatIllegalStateException().isThrownBy(() -> stored(EDITED, Map.of()));
        assertThatIllegalStateException().isThrownBy(() -> serializer.serialize(EDITED, byte[].class));
    }

    /** Axon Server's store puts a serializer of its own before ours. */
    @Test
    void givenAnotherSerializerBeforeOurs_whenStored_thenNotReadable_andReadAsItWas() {
        Serializer before = new GrpcMetaDataAwareSerializer(serializer);
        SerializedObject<byte[]> stored = sealed(EDITED, IN_ONE).serializePayload(before, byte[].class);
        assertThat(text(stored)).doesNotContain("Ada").contains("ws_1:");
        assertThat(stored.getType()).isEqualTo(serializer.typeForClass(PostEdited.class));
        assertThat(before.<byte[], Object>deserialize(stored)).isEqualTo(EDITED);
    }

    @Test
    void givenSerializerThatIsNotOurs_whenStored_thenRefused() {
        Serializer other = Jackson3Serializer.builder().build();
        assertThatThrownBy(() -> sealed(EDITED, IN_ONE).serializePayload(other, byte[].class))
                .isInstanceOf(SerializationException.class)
                .hasMessageNotContaining("Ada");
    }
}

package dev.hearsay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Context;
import dev.hearsay.api.Key;
import dev.hearsay.api.Reading;
import dev.hearsay.api.Value;
import dev.hearsay.api.request.Outcome;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoundContextsTest {
    private final BoundContexts shop = new BoundContexts("shop");
    private final BoundContexts bank = new BoundContexts("bank");

    private static Context bound(BoundContexts contexts, Key key, byte[] bytes) {
        Outcome bound =
                contexts.bind(key, new Outcome.Done(new Reading(List.of(Value.of("milk")), Context.of(bytes)), null));
        return ((Outcome.Done) bound).reading().context();
    }

    @Property(seed = "1")
    void whatIsGivenBackForItsKeyIsOpenedAsItWas(@ForAll byte[] key, @ForAll @Size(min = 1, max = 60) byte[] bytes) {
        Context context = bound(shop, Key.of(key), bytes);
        assertThat(shop.open(Key.of(key), context)).isEqualTo(Context.of(bytes));
        Context read = Context.parse(context.toString());
        assertThat(read).isEqualTo(context);
        assertThat(read.encodedSize()).isEqualTo(context.encodedSize());
        assertThat(shop.open(Key.of(key), read)).isEqualTo(Context.of(bytes));
    }

    @Property(seed = "1")
    void anotherKeysOrAnotherClustersIsRefused(
            @ForAll byte[] key, @ForAll byte[] other, @ForAll @Size(min = 1, max = 60) byte[] bytes) {
        Context context = bound(shop, Key.of(key), bytes);
        Context read = Context.parse(context.toString());
        assertThat(bank.open(Key.of(key), context)).isNull();
        assertThat(bank.open(Key.of(key), read)).isNull();
        if (!Arrays.equals(key, other)) {
            assertThat(shop.open(Key.of(other), context)).isNull();
            assertThat(shop.open(Key.of(other), read)).isNull();
        }
    }

    @Property(seed = "1")
    void aDamagedOneIsRefused(
            @ForAll @Size(min = 1, max = 60) byte[] bytes, @ForAll int place, @ForAll byte damage, @ForAll int length) {
        Key key = Key.of("cart");
        byte[] whole = bound(shop, key, bytes).bytes();
        byte[] damaged = whole.clone();
        damaged[Math.floorMod(place, damaged.length)] = damage;
        if (!Arrays.equals(damaged, whole)) {
            assertThat(shop.open(key, Context.of(damaged))).isNull();
        }
        int torn = 1 + Math.floorMod(length, whole.length - 1);
        assertThat(shop.open(key, Context.of(Arrays.copyOf(whole, torn)))).isNull();
        assertThat(shop.open(key, Context.of(Arrays.copyOf(whole, whole.length + torn))))
                .isNull();
    }

    @Property(seed = "1")
    void whatOnlyTheClusterHasSeenIsRefused(@ForAll @Size(min = 1, max = 60) byte[] bytes) {
        assertThat(shop.open(Key.of("cart"), Context.of(bytes))).isNull();
    }

    @Test
    void thatNothingWasSeenNeedsNoBinding() {
        assertThat(bound(shop, Key.of("cart"), new byte[0])).isSameAs(Context.NONE);
        assertThat(shop.open(Key.of("cart"), Context.NONE)).isSameAs(Context.NONE);
        assertThat(shop.open(Key.of("cart"), Context.parse(""))).isSameAs(Context.NONE);
    }
}

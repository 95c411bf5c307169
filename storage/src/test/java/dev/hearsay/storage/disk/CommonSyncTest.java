package dev.hearsay.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which syncs of several lanes are made, and which are not needed. */
class CommonSyncTest {
    private final CommonSync common = new CommonSync();
    private final List<String> made = new ArrayList<>();
    private final GroupSync.Force one = common.of(force("one"));
    private final GroupSync.Force two = common.of(force("two"));

    private GroupSync.Force force(String lane) {
        return new GroupSync.Force() {
            @Override
            public void prepare() {
                made.add(lane + " writes");
            }

            @Override
            public void force() {
                made.add(lane + " syncs");
            }
        };
    }

    @Test
    void oneThatBeginsAfterTwoHaveWrittenServesBoth() {
        one.prepare();
        two.prepare();
        one.force();
        two.force();
        assertThat(made).containsExactly("one writes", "two writes", "one syncs");
    }

    @Test
    void oneThatBeginsWhileALaneWritesDoesNotServeIt() {
        one.prepare();
        GroupSync.Force late = common.of(new GroupSync.Force() {
            @Override
            public void prepare() {
                one.force();
                made.add("late writes");
            }

            @Override
            public void force() {
                made.add("late syncs");
            }
        });
        late.prepare();
        late.force();
        assertThat(made).containsExactly("one writes", "one syncs", "late writes", "late syncs");
    }

    @Test
    void oneThatHadBegunBeforeALaneWroteDoesNotServeIt() {
        one.prepare();
        one.force();
        two.prepare();
        two.force();
        one.prepare();
        one.force();
        assertThat(made)
                .containsExactly("one writes", "one syncs", "two writes", "two syncs", "one writes", "one syncs");
    }
}

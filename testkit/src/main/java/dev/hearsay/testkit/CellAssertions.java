package dev.hearsay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.api.Cell;
import dev.hearsay.api.rule.Versioning;
import java.nio.ByteBuffer;
import java.util.List;

/** Cells compared in every way in which somebody could tell them apart. */
final class CellAssertions {
    private CellAssertions() {}

    static Cell mergeAll(Versioning versioning, List<Cell> cells) {
        Cell all = versioning.empty();
        for (Cell cell : cells) {
            all = versioning.merge(all, cell);
        }
        return all;
    }

    static byte[] encoded(Versioning versioning, Cell cell) {
        ByteBuffer out = ByteBuffer.allocate(cell.encodedSize());
        versioning.encode(cell, out);
        assertThat(out.hasRemaining()).as("encodedSize is exact").isFalse();
        return out.array();
    }

    static void assertAlike(Versioning versioning, Cell actual, Cell expected) {
        assertThat(actual).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(actual.digest()).isEqualTo(expected.digest());
        assertThat(encoded(versioning, actual)).isEqualTo(encoded(versioning, expected));
        assertThat(versioning.read(actual)).isEqualTo(versioning.read(expected));
    }
}

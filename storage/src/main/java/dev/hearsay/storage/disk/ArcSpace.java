package dev.hearsay.storage.disk;

import dev.hearsay.api.Arc;
import dev.hearsay.api.Cell;
import dev.hearsay.api.Key;
import dev.hearsay.api.TokenRange;
import dev.hearsay.api.port.CellSpace;
import dev.hearsay.api.port.CellVisitor;

/**
 * The keys of one arc of a space: what one lane of several has of it. Another lane's key is refused, and not read or written: two lanes that change
 * one key do not know of each other's change, and one of the two would be lost.
 */
final class ArcSpace implements CellSpace {
    private final DiskSpace space;
    private final Arc arc;

    /** @param space of this lane alone, counting the keys of the arc */
    ArcSpace(DiskSpace space, Arc arc) {
        this.space = space;
        this.arc = arc;
    }

    private Key own(Key key) {
        if (!arc.contains(key.token())) {
            throw new IllegalArgumentException("a key of another lane came to the lane " + arc.number());
        }
        return key;
    }

    @Override
    public Cell get(Key key) {
        return space.get(own(key));
    }

    @Override
    public void put(Key key, Cell cell) {
        space.put(own(key), cell);
    }

    @Override
    public void remove(Key key) {
        space.remove(own(key));
    }

    @Override
    public void restored(Key key) {
        space.restored(own(key));
    }

    @Override
    public void scan(TokenRange range, CellVisitor visitor) {
        boolean[] goesOn = {true};
        CellVisitor asking = new CellVisitor() {
            @Override
            public boolean visit(Key key, Cell cell) {
                goesOn[0] = visitor.visit(key, cell);
                return goesOn[0];
            }

            @Override
            public void damaged(Key key) {
                visitor.damaged(key);
            }
        };
        for (TokenRange piece : arc.cut(range)) {
            if (goesOn[0]) {
                space.scan(piece, asking);
            }
        }
    }

    @Override
    public long size() {
        return space.size();
    }
}

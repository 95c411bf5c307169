package dev.hearsay.api;

import java.util.List;

/**
 * What a cell says to a client.
 *
 * @param values the live siblings, in an order that depends on the cell alone; empty when the key is absent
 * @param context covers exactly what was read, deletes included; a write that carries it replaces these values and no others
 */
public record Reading(List<Value> values, Context context) {
    public static final Reading ABSENT = new Reading(List.of(), Context.NONE);

    public Reading {
        values = List.copyOf(values);
    }
}

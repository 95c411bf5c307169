package dev.hearsay.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BothListenersTest {
    private final List<String> heard = new ArrayList<>();

    private NodeListener listener(String name) {
        return (NodeListener) Proxy.newProxyInstance(
                NodeListener.class.getClassLoader(), new Class<?>[] {NodeListener.class}, (self, method, given) -> {
                    heard.add(name + " " + method.getName());
                    return null;
                });
    }

    @Test
    void whatThereIsToTellIsToldToBothInOrder() throws InvocationTargetException, IllegalAccessException {
        NodeListener both = NodeListener.both(listener("first"), listener("second"));
        for (Method event : NodeListener.class.getMethods()) {
            if (event.isDefault()) {
                heard.clear();
                Object[] given = new Object[event.getParameterCount()];
                for (int i = 0; i < given.length; i++) {
                    Class<?> type = event.getParameterTypes()[i];
                    given[i] = type == long.class
                            ? (Object) 1L
                            : type == int.class ? (Object) 1 : type == boolean.class ? true : null;
                }
                event.invoke(both, given);
                assertThat(heard).containsExactly("first " + event.getName(), "second " + event.getName());
            }
        }
    }
}

package dev.ordersaga.frontend;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which methods a path takes, as the resources' own annotations say it: a 405 has to tell, and the framework does not. */
record AllowedMethods(Map<Method, Pattern> paths) {

    static AllowedMethods of(Class<?>... resources) {
        return new AllowedMethods(Arrays.stream(resources)
                .flatMap(resource -> Arrays.stream(resource.getMethods()))
                .filter(method -> httpMethod(method) != null)
                .collect(Collectors.toMap(method -> method, AllowedMethods::pattern)));
    }

    Set<String> at(String path) {
        var allowed = paths.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(path).matches())
                .map(entry -> httpMethod(entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        return allowed;
    }

    static String path(Method method) {
        var below = method.getAnnotation(Path.class);
        return method.getDeclaringClass().getAnnotation(Path.class).value()
                + (below == null ? "" : "/" + below.value());
    }

    private static Pattern pattern(Method method) {
        return Pattern.compile(path(method).replaceAll("\\{[^}]*}", "[^/]+") + "/?");
    }

    static String httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }
}

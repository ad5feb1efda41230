package dev.ordersaga.google;

import dev.ordersaga.port.DocumentPath;
import java.util.regex.Pattern;

/** Firestore's full names for our paths, and its quoting of field names. */
record Names(String database) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    static Names of(String projectId, String databaseId) {
        return new Names("projects/" + projectId + "/databases/" + databaseId);
    }

    String root() {
        return database + "/documents";
    }

    String document(DocumentPath path) {
        return root() + "/" + path.value();
    }

    DocumentPath path(String document) {
        return new DocumentPath(document.substring(root().length() + 1));
    }

    /** What holds the collection at this path: a document or the root. */
    String parent(String collection) {
        var end = collection.lastIndexOf('/');
        return end < 0 ? root() : root() + "/" + collection.substring(0, end);
    }

    static String collectionId(String collection) {
        return collection.substring(collection.lastIndexOf('/') + 1);
    }

    static String field(String name) {
        return PLAIN.matcher(name).matches()
                ? name
                : "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }
}

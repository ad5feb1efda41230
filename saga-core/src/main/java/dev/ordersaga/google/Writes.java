package dev.ordersaga.google;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.Value;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.DocumentsException.Kind;
import dev.ordersaga.port.Write;
import java.util.List;

/** Our writes as Firestore takes them. */
record Writes(Names names) {

    List<com.google.firestore.v1.Write> toProto(List<Write> writes) {
        if (writes.stream().map(Write::path).distinct().count() < writes.size()) {
            throw new DocumentsException(Kind.BAD_REQUEST, "a document is named twice");
        }
        return writes.stream().map(this::toProto).toList();
    }

    private com.google.firestore.v1.Write toProto(Write write) {
        if (write instanceof Write.Create create) {
            return create(create);
        }
        if (write instanceof Write.Update update) {
            return update(update);
        }
        if (write instanceof Write.Increment increment) {
            return increment(increment);
        }
        return com.google.firestore.v1.Write.newBuilder()
                .setDelete(names.document(write.path()))
                .build();
    }

    private com.google.firestore.v1.Write create(Write.Create create) {
        return com.google.firestore.v1.Write.newBuilder()
                .setUpdate(document(create).putAllFields(Values.toProto(create.fields())))
                .setCurrentDocument(Precondition.newBuilder().setExists(false))
                .build();
    }

    private com.google.firestore.v1.Write update(Write.Update update) {
        var mask = DocumentMask.newBuilder();
        update.fields().keySet().stream().map(Names::field).forEach(mask::addFieldPaths);
        update.cleared().stream()
                .filter(name -> !update.fields().containsKey(name))
                .map(Names::field)
                .forEach(mask::addFieldPaths);
        return com.google.firestore.v1.Write.newBuilder()
                .setUpdate(document(update).putAllFields(Values.toProto(update.fields())))
                .setUpdateMask(mask)
                .setCurrentDocument(Precondition.newBuilder().setUpdateTime(Values.toProto(update.guard())))
                .build();
    }

    private com.google.firestore.v1.Write increment(Write.Increment increment) {
        var write = com.google.firestore.v1.Write.newBuilder()
                .setUpdate(document(increment))
                .setUpdateMask(DocumentMask.getDefaultInstance())
                .setCurrentDocument(Precondition.newBuilder().setExists(true));
        increment
                .amounts()
                .forEach((name, amount) -> write.addUpdateTransforms(FieldTransform.newBuilder()
                        .setFieldPath(Names.field(name))
                        .setIncrement(Value.newBuilder().setIntegerValue(amount))));
        return write.build();
    }

    private Document.Builder document(Write write) {
        return Document.newBuilder().setName(names.document(write.path()));
    }
}

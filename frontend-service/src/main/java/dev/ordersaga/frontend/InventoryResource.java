package dev.ordersaga.frontend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Document;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Documents.Page;
import dev.ordersaga.port.Documents.Scan;
import dev.ordersaga.saga.Identifiers;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** What there is to order. */
@Path("/inventory")
@Produces(MediaType.APPLICATION_JSON)
class InventoryResource {

    private final Documents documents;
    private final Names names;
    private final DatabaseGuard database;
    private final HttpEdge edge;

    InventoryResource(Documents documents, Names names, DatabaseGuard database, HttpEdge edge) {
        this.documents = documents;
        this.names = names;
        this.database = database;
        this.edge = edge;
    }

    /** An item: what is left of it, at which price, of how many that were ever put in stock. */
    @JsonInclude(Include.NON_ABSENT)
    record Item(
            String item,
            Optional<Object> quantity,
            @JsonProperty("price_per_unit") Optional<Object> pricePerUnit,
            Optional<Object> stocked) {

        static Item of(Document stock) {
            return new Item(
                    stock.path().id(),
                    Optional.ofNullable(stock.fields().get("quantity")),
                    Optional.ofNullable(stock.fields().get("price_per_unit")),
                    Optional.ofNullable(stock.fields().get("stocked")));
        }
    }

    /**
     * A page of items, by name.
     *
     * @param next what to ask for {@code after} this; absent on the last page
     */
    @JsonInclude(Include.NON_ABSENT)
    record Items(List<Item> items, Optional<String> next) {}

    /** Tells what is left of each item. */
    @GET
    public Uni<Items> items(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        if (after != null && !Identifiers.isName(after)) {
            throw ProblemException.badField("after", Identifiers.NAME_RULE);
        }
        int size = Paging.size(limit);
        var scan = new Scan(
                names.collection("inventory"),
                false,
                Optional.empty(),
                Optional.ofNullable(after).map(names::stock),
                size);
        return database.guard(() -> documents.scan(scan))
                .onFailure()
                .transform(failure -> edge.away("The stock cannot be looked up at the moment.", failure))
                .map(InventoryResource::items);
    }

    private static Items items(Page page) {
        return new Items(
                page.documents().stream().map(Item::of).toList(), page.last().map(DocumentPath::id));
    }
}

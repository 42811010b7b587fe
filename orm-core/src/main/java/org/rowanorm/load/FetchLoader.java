package org.rowanorm.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.context.Status;
import org.rowanorm.jdbc.ExpectedRows;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.Cardinalities;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.FetchPlan;
import org.rowanorm.plan.FetchPlan.ByKey;
import org.rowanorm.plan.FetchTree;
import org.rowanorm.plan.FetchTree.Branch;
import org.rowanorm.plan.JoinedReferences;

/** Loads the objects of one session with what a query fetches. Not thread-safe. */
public final class FetchLoader {

  private final EntityLoader loader;
  private final Cardinalities seen;

  /** What loads through the loader of a session. */
  public FetchLoader(EntityLoader loader) {
    this.loader = loader;
    this.seen = loader.plans().seen();
  }

  /**
   * Reads the rows of a SELECT of objects and what a plan joins to them.
   *
   * @param expected of the objects, however many rows each has
   */
  public List<ManagedEntity> list(
      EntityPlan root,
      FetchPlan plan,
      String sql,
      Parameters parameters,
      Origin origin,
      ExpectedRows expected) {
    FetchedReader reader = new FetchedReader(loader, root, plan, origin, expected.number());
    loader.select(sql, parameters, reader);
    expected.saw(reader.all().size());
    return reader.all();
  }

  /** Whether too many objects lack a collection to name them in one statement. */
  public boolean isLong(List<ManagedEntity> owners, ToManyAttribute collection) {
    int most = loader.windows().most(collection.ownerKey());
    return owners.size() > most
        && lacking(owners, collection, state -> state.lacks(collection)).size() > most;
  }

  /**
   * Reads the elements of a collection of many objects from a SELECT that finds the objects anew:
   * their ids, and what it joins. One that is not found anew still lacks its collection.
   */
  public void elements(ByKey of, List<ManagedEntity> owners, String sql, Parameters parameters) {
    ToManyAttribute collection = (ToManyAttribute) of.branch().attribute();
    Found reader = new Found(collection, owners.get(0).origin());
    reader.elements.join(of.joined());
    reader.because("fetch by the query again: " + of.described(seen));
    loader.select(sql, parameters, reader);
    reader.elements.finish();
    int filled = 0;
    for (ManagedEntity owner : owners) {
      if (reader.ids.contains(owner.requiredId()) && owner.lacks(collection)) {
        reader.elements.fill(owner);
        filled++;
      }
    }
    seen.saw(collection, filled, reader.elements.elements());
    reader.elements.sawJoined();
  }

  /** Reads ids and the elements beside them. */
  private final class Found extends ResultReader {

    private final ToManyAttribute collection;
    private final ElementReader elements;
    private final int[] idIndexes;
    private final Set<Object> ids = new HashSet<>();

    Found(ToManyAttribute collection, Origin origin) {
      this.collection = collection;
      int width = collection.owner().id().columns().size();
      this.elements = new ElementReader(loader, collection, origin, 1 + width);
      this.idIndexes = IntStream.range(0, width).toArray();
    }

    @Override
    protected void read(ResultSet result) throws SQLException {
      while (next(result)) {
        Object id = KeyReader.read(collection.owner().id(), result, idIndexes, 1);
        if (id != null) {
          ids.add(id);
          elements.readRow(result);
        }
      }
    }
  }

  // ---- by key

  /** Loads what a plan left over, a statement for each attribute and window of objects. */
  public void load(List<ManagedEntity> owners, FetchPlan plan) {
    load(owners, plan, plan.tree());
  }

  private void load(List<ManagedEntity> owners, FetchPlan plan, FetchTree tree) {
    for (Branch branch : tree.branches()) {
      boolean joined = plan.joins(branch) || plan.comesBeside(branch);
      if (joined && branch.below().isEmpty()) {
        continue;
      }
      List<ManagedEntity> having = having(owners, branch.held());
      boolean beside = !plan.beside(branch).isEmpty();
      List<ManagedEntity> there = List.of();
      if (!joined) {
        there = beside ? targets(having, branch, state -> !isHollow(state)) : there;
        load(having, plan.byKey(branch));
      }
      if (!branch.below().isEmpty()) {
        load(targets(having, branch, state -> true), plan, branch.below());
        // no statement has brought these now, nor what it joins
        load(there, FetchPlan.byKey(branch.below(), Map.of()));
      }
    }
  }

  private static boolean isHollow(ManagedEntity state) {
    return state.status() == Status.HOLLOW;
  }

  private static List<ManagedEntity> having(List<ManagedEntity> owners, Attribute attribute) {
    return owners.stream().filter(state -> state.has(attribute)).toList();
  }

  private static List<ManagedEntity> lacking(
      List<ManagedEntity> owners, Attribute attribute, Predicate<ManagedEntity> lacks) {
    return having(owners, attribute).stream().filter(lacks).distinct().toList();
  }

  private void load(List<ManagedEntity> owners, ByKey of) {
    Attribute attribute = of.branch().attribute();
    JoinedReferences joined = of.joined();
    if (attribute instanceof ToManyAttribute toMany) {
      inWindows(
          of,
          lacking(owners, toMany, state -> state.lacks(toMany)),
          some -> loader.collections().loadCollection(some, toMany, joined));
    } else if (attribute instanceof InverseToOneAttribute inverse) {
      inWindows(
          of,
          lacking(owners, inverse, state -> state.lacks(inverse)),
          some -> loader.collections().loadInverse(some, inverse, joined));
    } else if (attribute instanceof BasicAttribute basic) {
      inWindows(
          of,
          lacking(owners, basic, state -> state.lacks(basic)),
          some -> loader.batches().loadValue(some, basic));
    } else if (of.branch().keysOf() != null) {
      loadHollow(of, targets(owners, of.branch(), FetchLoader::isHollow));
    } else if (attribute instanceof ToOneAttribute toOne) {
      loadReferences(owners, of, toOne);
    }
  }

  private void loadReferences(List<ManagedEntity> owners, ByKey of, ToOneAttribute attribute) {
    List<ManagedEntity> open =
        lacking(owners, attribute, state -> state.deferredKey(attribute) != null);
    Map<Object, List<ManagedEntity>> byKey = new LinkedHashMap<>();
    for (ManagedEntity owner : open) {
      Object key = Objects.requireNonNull(owner.deferredKey(attribute));
      byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(owner);
    }
    inWindows(
        of,
        attribute.target(),
        List.copyOf(byKey.keySet()),
        keys -> {
          List<ManagedEntity> some = new ArrayList<>();
          keys.forEach(key -> some.addAll(byKey.getOrDefault(key, List.of())));
          loader.batches().loadDeferred(some, attribute);
        });
    List<ManagedEntity> hollow = targets(owners, of.branch(), FetchLoader::isHollow);
    loadHollow(of, hollow);
    seen.saw(attribute, owners.size(), byKey.size() + (long) hollow.size());
  }

  private void loadHollow(ByKey of, List<ManagedEntity> hollow) {
    Map<EntityModel, List<ManagedEntity>> byModel = new HashMap<>();
    hollow.forEach(s -> byModel.computeIfAbsent(s.model(), m -> new ArrayList<>()).add(s));
    byModel.forEach(
        (model, states) ->
            inWindows(
                of,
                model,
                states,
                some -> loader.batches().loadHollow(some, some.get(0).origin(), of.joined())));
  }

  private void inWindows(ByKey of, List<ManagedEntity> owners, Consumer<List<ManagedEntity>> load) {
    if (!owners.isEmpty()) {
      inWindows(of, owners.get(0).model(), owners, load);
    }
  }

  private <T> void inWindows(ByKey of, EntityModel model, List<T> all, Consumer<List<T>> load) {
    int most = loader.windows().most(model.id());
    for (int from = 0; from < all.size(); from += most) {
      List<T> some = all.subList(from, Math.min(from + most, all.size()));
      String reason = "fetch by " + some.size() + " keys: " + of.described(seen);
      loader.because(reason, () -> load.accept(some));
    }
  }

  // ---- what is loaded

  /** What the session knows of some of its objects, each once. */
  public List<ManagedEntity> states(List<?> objects) {
    Set<ManagedEntity> states = new LinkedHashSet<>();
    objects.forEach(object -> add(object, states));
    return List.copyOf(states);
  }

  /** Those of the objects that a branch leads to, as far as it is loaded; each once. */
  private List<ManagedEntity> targets(
      List<ManagedEntity> owners, Branch branch, Predicate<ManagedEntity> which) {
    Set<ManagedEntity> targets = new LinkedHashSet<>();
    for (ManagedEntity owner : owners) {
      if (!(branch.held() instanceof ToManyAttribute collection)) {
        add(branch.attribute().read(owner.entity()), targets);
      } else if (!owner.lacks(collection)) {
        of(owner, collection, branch).forEach(object -> add(object, targets));
      }
    }
    targets.removeIf(which.negate());
    return List.copyOf(targets);
  }

  /** The elements of a loaded collection, or the keys of a map. */
  private static Collection<?> of(ManagedEntity owner, ToManyAttribute collection, Branch branch) {
    return branch.keysOf() != null && collection.read(owner.entity()) instanceof Map<?, ?> map
        ? map.keySet()
        : owner.collection(collection).elements();
  }

  private void add(@Nullable Object object, Set<ManagedEntity> states) {
    ManagedEntity state = loader.context().own(object);
    if (state != null) {
      states.add(state);
    }
  }
}

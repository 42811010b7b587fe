package org.rowanorm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;
import org.rowanorm.agent.Contract;
import org.rowanorm.annotation.Json;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Enhancement;
import org.rowanorm.entity.EntityState;
import org.rowanorm.entity.Hydrating;
import org.rowanorm.entity.Linkage;

/** The names that the enhancer knows as text are those of the real types. */
class ContractTest {

  @Test
  void version_isThatOfTheCore() {
    assertThat(Contract.VERSION).isEqualTo(Enhancement.CONTRACT);
  }

  @Test
  void types_haveTheNamesOfTheContract() {
    assertThat(Contract.ENHANCED).isEqualTo(Type.getInternalName(Enhanced.class));
    assertThat(Contract.ENHANCEMENT).isEqualTo(Type.getInternalName(Enhancement.class));
    assertThat(Contract.ENTITY_STATE).isEqualTo(Type.getInternalName(EntityState.class));
    assertThat(Contract.HYDRATING).isEqualTo(Type.getInternalName(Hydrating.class));
    assertThat(Contract.LINKAGE).isEqualTo(Type.getInternalName(Linkage.class));
    assertThat(Contract.ENTITY).isEqualTo(Type.getInternalName(jakarta.persistence.Entity.class));
    assertThat(Contract.MAPPED_SUPERCLASS)
        .isEqualTo(Type.getInternalName(jakarta.persistence.MappedSuperclass.class));
    assertThat(Contract.EMBEDDABLE)
        .isEqualTo(Type.getInternalName(jakarta.persistence.Embeddable.class));
    assertThat(Contract.TRANSIENT)
        .isEqualTo(Type.getInternalName(jakarta.persistence.Transient.class));
    assertThat(Contract.ACCESS).isEqualTo(Type.getInternalName(jakarta.persistence.Access.class));
    assertThat(Contract.ID).isEqualTo(Type.getInternalName(jakarta.persistence.Id.class));
    assertThat(Contract.EMBEDDED_ID)
        .isEqualTo(Type.getInternalName(jakarta.persistence.EmbeddedId.class));
    assertThat(Contract.MAPPING)
        .isEqualTo(jakarta.persistence.Entity.class.getPackageName().replace('.', '/') + '/');
    assertThat(Contract.OWN_MAPPING).isEqualTo(Json.class.getPackageName().replace('.', '/') + '/');
  }

  @Test
  void methods_haveTheNamesAndTypesOfTheContract() throws NoSuchMethodException {
    Method onRead = EntityState.class.getMethod(Contract.ON_READ, Enhanced.class, int.class);
    assertThat(Type.getMethodDescriptor(onRead)).isEqualTo(Contract.ON_READ_TYPE);
    Method onWrite =
        EntityState.class.getMethod(Contract.ON_WRITE, Enhanced.class, int.class, Object.class);
    assertThat(Type.getMethodDescriptor(onWrite)).isEqualTo(Contract.ON_WRITE_TYPE);
    Method onReplace =
        EntityState.class.getMethod(
            Contract.ON_REPLACE, Enhanced.class, int.class, Object.class, Object.class);
    assertThat(Type.getMethodDescriptor(onReplace)).isEqualTo(Contract.ON_REPLACE_TYPE);
    Method register = Linkage.class.getMethod(Contract.REGISTER, Lookup.class);
    assertThat(Type.getMethodDescriptor(register)).isEqualTo(Contract.REGISTER_TYPE);
    assertThat(Enhanced.class.getMethods())
        .extracting(Method::getName)
        .containsOnly(Contract.ENTRY, Contract.GET, Contract.SET, Contract.RAW);
    assertThat(Enhancement.class.getMethods())
        .extracting(Method::getName)
        .contains(
            Contract.ENHANCEMENT_VERSION,
            Contract.ENHANCEMENT_ATTRIBUTES,
            Contract.ENHANCEMENT_PROPERTIES);
  }
}

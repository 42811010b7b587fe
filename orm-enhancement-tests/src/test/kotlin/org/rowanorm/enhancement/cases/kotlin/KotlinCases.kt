package org.rowanorm.enhancement.cases.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.rowanorm.enhancement.BothDoors
import org.rowanorm.enhancement.H2

/** Classes as Kotlin compiles them, through whole sessions. */
class KotlinCases {

  private val loadShop =
      "select s.name, s.version, s.id, s.note, s.stars, s.motto, s.floors, s.city from shop s" +
          " where s.id in (?)"

  /** Reads through a reference that is not loaded, and gives what was sent. */
  private fun <T> reading(expected: T, access: (Shop) -> T): List<String> =
      H2.with(Shop::class.java, Order::class.java).use { h2 ->
        h2.sql(
            "insert into shop (id, name, version, stars, motto, floors, city)" +
                " values (1, 'Ann', 3, 5, 'm', 2, 'Ulm')")
        h2.sql("insert into \"ORDER\" (id, item, amount, state, shop_id) values (7, 'x', 1, 'OPEN', 1)")
        h2.open().use { session ->
          val shop = session.get(Order::class.java, 7L)!!.shop!!
          h2.log().clear()
          assertThat(access(shop)).isEqualTo(expected)
          h2.log().sql()
        }
      }

  private fun shops(): H2 =
      H2.with(Shop::class.java, Order::class.java).also { h2 ->
        h2.open().use { session ->
          session.add(
              Shop.of(1, "Ann", "Ulm").apply {
                orders += Order(item = "pen", amount = 1.5)
                orders += Order(item = "ink", amount = 2.0, state = Order.State.SENT)
              })
          session.add(Shop.of(2, "Bob", "Bonn").apply { orders += Order(item = "cup") })
          session.commit()
        }
      }

  // ---- whole sessions

  @BothDoors
  fun newObjects_committed_areInsertedInBatches() {
    shops().use { h2 ->
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into shop (name, version, id, note, stars, motto, floors, city)" +
                  " values (?, ?, ?, ?, ?, ?, ?, ?)",
              "insert into \"ORDER\" (item, amount, state, shop_id) values (?, ?, ?, ?)")
      assertThat(h2.rows("select id, name, note, stars, motto, floors, city from shop order by id"))
          .containsExactly("1,Ann,null,0,none,1,Ulm", "2,Bob,null,0,none,1,Bonn")
      assertThat(h2.rows("select item, amount, state, shop_id from \"ORDER\" order by id"))
          .containsExactly("pen,1.5,OPEN,1", "ink,2.0,SENT,1", "cup,0.0,OPEN,2")
    }
  }

  @BothDoors
  fun changes_throughEveryKindOfSetter_areOneUpdate() {
    shops().use { h2 ->
      h2.open().use { session ->
        val shop = session.query(Shop::class.java).filterBy("name", "Ann").one()
        h2.log().clear()
        shop.name = "Anna"
        shop.note = "new"
        shop.praise()
        shop.motto = " all for sale "
        shop.grow()
        shop.city = "Köln"
        session.commit()
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "update shop set name = ?, version = ?, note = ?, stars = ?, motto = ?," +
                  " floors = ?, city = ? where id = ? and version = ?")
      assertThat(h2.rows("select * from shop where id = 1"))
          .containsExactly("Anna,1,1,new,1,all for sale,2,Köln")
    }
  }

  @BothDoors
  fun sameValues_areNoChange() {
    shops().use { h2 ->
      h2.open().use { session ->
        val shop = session.get(Shop::class.java, 1)!!
        val order = shop.orders.first()
        h2.log().clear()
        shop.note = null
        shop.name = "An" + "n"
        order.amount = 1.5
        order.state = Order.State.OPEN
        session.commit()
        assertThat(h2.log().sql()).isEmpty()
      }
    }
  }

  @BothDoors
  fun onlyWhatChanged_isWritten() {
    shops().use { h2 ->
      h2.open().use { session ->
        val order = session.get(Shop::class.java, 1)!!.orders.last()
        h2.log().clear()
        order.amount += 0.5
        session.commit()
        assertThat(h2.log().sql()).containsExactly("update \"ORDER\" set amount = ? where id = ?")
        assertThat(h2.rows("select amount from \"ORDER\" where item = 'ink'")).containsExactly("2.5")
      }
    }
  }

  @BothDoors
  fun walk_overReferencesAndLists_isAStatementForEachStep() {
    shops().use { h2 ->
      h2.open().use { session ->
        val orders = session.query(Order::class.java).all()
        h2.log().clear()
        assertThat(orders.map { it.shop?.label })
            .containsExactly("Ann, Ulm", "Ann, Ulm", "Bob, Bonn")
        assertThat(orders.flatMap { it.shop!!.orders }.distinct().sumOf { it.amount })
            .isEqualTo(3.5)
        assertThat(h2.log().sql())
            .containsExactly(
                loadShop.replace("(?)", "(?, ?)"),
                "select o.shop_id, o.id, o.item, o.amount, o.state, o.shop_id from \"ORDER\" o" +
                    " where o.shop_id in (?, ?) order by o.id")
      }
    }
  }

  @BothDoors
  fun elements_addedAndRemoved_areInsertedAndTheirRowsKept() {
    shops().use { h2 ->
      h2.open().use { session ->
        val shop = session.get(Shop::class.java, 2)!!
        shop.orders.add(Order(item = "jar"))
        assertThat(shop.orders.map { it.item }).containsExactly("cup", "jar")
        session.commit()
        assertThat(shop.orders.last().shop).isSameAs(shop)
      }
      assertThat(h2.rows("select item from \"ORDER\" where shop_id = 2 order by id"))
          .containsExactly("cup", "jar")
    }
  }

  @BothDoors
  fun deletedOwner_takesItsElementsAlong() {
    shops().use { h2 ->
      h2.open().use { session ->
        session.delete(session.get(Shop::class.java, 1)!!)
        h2.log().clear()
        session.commit()
        assertThat(h2.log().sql().last())
            .isEqualTo("delete from shop where id = ? and version = ?")
      }
      assertThat(h2.rows("select item from \"ORDER\"")).containsExactly("cup")
      assertThat(h2.rows("select name from shop")).containsExactly("Bob")
    }
  }

  // ---- who touches the property

  @BothDoors
  fun getter_isTrapped() {
    assertThat(reading("Ann") { it.name }).containsExactly(loadShop)
  }

  @BothDoors
  fun id_sendsNothing() {
    assertThat(reading(1) { it.id }).isEmpty()
  }

  @BothDoors
  fun jvmField_isTrapped() {
    assertThat(reading(2) { it.floors }).containsExactly(loadShop)
  }

  @BothDoors
  fun computedProperty_isTrapped() {
    assertThat(reading("Ann, Ulm") { it.label }).containsExactly(loadShop)
  }

  @BothDoors
  fun topLevelFunction_isTrapped() {
    assertThat(reading(2, ::floorsOf)).containsExactly(loadShop)
  }

  @BothDoors
  fun extensionProperty_isTrapped() {
    assertThat(reading("ANN!") { it.shout }).containsExactly(loadShop)
  }

  @BothDoors
  fun inlineFunctionAndItsLambda_areTrapped() {
    assertThat(reading(2 to 6) { shop -> shop.tell { it.stars + 1 } }).containsExactly(loadShop)
  }

  @BothDoors
  fun lambdaInAnObject_isTrapped() {
    assertThat(reading(2, Desk.floors)).containsExactly(loadShop)
  }

  @BothDoors
  fun scopeFunction_isTrapped() {
    assertThat(reading(7, Desk::stars)).containsExactly(loadShop)
  }

  @BothDoors
  fun companion_isTrapped() {
    assertThat(reading(5) { Shop.starsOf(it) }).containsExactly(loadShop)
  }

  @BothDoors
  fun propertyReference_isTrapped() {
    assertThat(reading("Ulm", Shop::city)).containsExactly(loadShop)
  }

  @BothDoors
  fun smartCast_seesTheRealClass() {
    assertThat(reading("shop Ann") { kindOf(it) }).containsExactly(loadShop)
  }

  @BothDoors
  fun nullableProperty_withoutAValue_isNull() {
    assertThat(reading(null) { it.noteLength() }).containsExactly(loadShop)
  }

  // ---- lateinit, delegates, initialisers

  @BothDoors
  fun lateProperty_isTrappedAndKnowsWhetherItIsSet() {
    assertThat(reading(true) { it.hasCity() }).containsExactly(loadShop)
    val new = Shop(9, "new")
    assertThat(new.hasCity()).isFalse()
    assertThatThrownBy { new.city }.isInstanceOf(UninitializedPropertyAccessException::class.java)
  }

  @BothDoors
  fun lazyDelegate_worksWhereThereIsANoArgConstructor() {
    shops().use { h2 ->
      h2.open().use { session ->
        val order = session.get(Shop::class.java, 1)!!.orders.first()
        assertThat(order.shout).isEqualTo("PEN")
      }
    }
  }

  @BothDoors
  fun initialiser_runsInTheConstructorOnly() {
    coins().use { h2 ->
      h2.open().use { session ->
        assertThat(session.get(Metal::class.java, 1)!!.runs).isZero() // docs/enhancement.md
        assertThat(Metal(3, "tin").runs).isEqualTo(1)
      }
    }
  }

  // ---- data classes and values

  private fun coins(): H2 =
      H2.with(Coin::class.java, Metal::class.java).also { h2 ->
        h2.open().use { session ->
          val gold = Metal(1, "gold")
          session.add(Coin(Code("ducat"), 3, gold))
          session.add(Coin(Code("crown"), 2, gold))
          session.add(Coin(Code("chip"), 1, null))
          session.commit()
        }
        h2.log().clear()
      }

  @BothDoors
  fun dataClass_ofValues_isLoadedLazilyAndEqualToItsLike() {
    coins().use { h2 ->
      h2.open().use { session ->
        val coins = session.query(Coin::class.java).filterBy("worth", 3).all()
        val (code, worth, metal) = coins.single()
        assertThat(h2.log().sql())
            .containsExactly(
                "select c.code, c.worth, c.metal_id from coin c where c.worth = ?")
        assertThat(code).isEqualTo(Code("ducat"))
        assertThat(worth).isEqualTo(3)
        h2.log().clear()
        assertThat(metal!!.title).isEqualTo("gold")
        assertThat(h2.log().sql())
            .containsExactly("select m.id, m.title from metal m where m.id in (?)")
        assertThat(coins.single()).isEqualTo(Coin(Code("ducat"), 3, metal))
        assertThat(coins.single()).hasSameHashCodeAs(Coin(Code("ducat"), 3, metal))
      }
    }
  }

  @BothDoors
  fun copyOfADataClass_isANewObject() {
    coins().use { h2 ->
      h2.open().use { session ->
        val ducat = session.query(Coin::class.java).filterBy("worth", 3).one()
        session.add(ducat.copy(code = Code("double ducat"), worth = 6))
        h2.log().clear()
        session.commit()
        assertThat(h2.log().sql())
            .containsExactly("insert into coin (code, worth, metal_id) values (?, ?, ?)")
      }
      assertThat(h2.rows("select * from coin order by worth desc limit 2"))
          .containsExactly("double ducat,6,1", "ducat,3,1")
    }
  }

  @BothDoors
  fun listOfReadOnlyType_isLoadedOnDemand() {
    coins().use { h2 ->
      h2.sql("insert into metal (id, title, alloy_id) values (2, 'brass', 1)")
      h2.open().use { session ->
        val gold = session.get(Metal::class.java, 1)!!
        h2.log().clear()
        assertThat(gold.parts.map { it.title }).containsExactly("brass")
        assertThat(h2.log().sql())
            .containsExactly(
                "select m.alloy_id, m.id, m.title from metal m where m.alloy_id in (?)")
      }
    }
  }

  @BothDoors
  fun openClass_isItselfAndNoSubclass() {
    coins().use { h2 ->
      h2.open().use { session ->
        val metal = session.query(Coin::class.java).filterBy("worth", 2).one().metal
        assertThat(metal!!::class.java).isEqualTo(Metal::class.java)
        assertThat(kindOf(metal)).isEqualTo("metal gold")
      }
    }
  }
}

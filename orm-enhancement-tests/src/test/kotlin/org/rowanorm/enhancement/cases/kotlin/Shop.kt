package org.rowanorm.enhancement.cases.kotlin

import jakarta.persistence.CascadeType
import jakarta.persistence.Entity
import jakarta.persistence.EnumType
import jakarta.persistence.Enumerated
import jakarta.persistence.GeneratedValue
import jakarta.persistence.GenerationType
import jakarta.persistence.Id
import jakarta.persistence.JoinColumn
import jakarta.persistence.ManyToOne
import jakarta.persistence.MappedSuperclass
import jakarta.persistence.OneToMany
import jakarta.persistence.OrderBy
import jakarta.persistence.Transient
import jakarta.persistence.Version

/** Abstract and open, with a property that subclasses may override and one they may not. */
@MappedSuperclass
abstract class Named(open var name: String) {
  @Version
  var version: Int = 0
    protected set
}

/**
 * A final class without a no-arg constructor: values, variables, a setter of its own, a private
 * one, a field, a late one, a computed property, a companion.
 */
@Entity
class Shop(@Id val id: Int, name: String) : Named(name) {

  var note: String? = null

  var stars: Int = 0
    private set

  var motto: String = "none"
    set(value) {
      field = value.trim()
    }

  @JvmField var floors: Int = 1

  lateinit var city: String

  @OneToMany(mappedBy = "shop", cascade = [CascadeType.ALL])
  @OrderBy("id")
  val orders: MutableList<Order> = mutableListOf()

  val label: String
    get() = "$name, $city"

  fun praise() {
    stars++
  }

  fun hasCity() = this::city.isInitialized

  fun noteLength(): Int? = note?.length

  companion object {
    @JvmStatic var made = 0
      private set

    const val KIND = "shop"

    fun of(id: Int, name: String, city: String): Shop {
      made++
      return Shop(id, name).also { it.city = city }
    }

    fun starsOf(shop: Shop) = shop.stars
  }
}

/** A data class whose arguments all have a value, so that Kotlin gives it a no-arg constructor. */
@Entity
data class Order(
    @field:Id @field:GeneratedValue(strategy = GenerationType.IDENTITY) var id: Long? = null,
    var item: String = "",
    var amount: Double = 0.0,
    @Enumerated(EnumType.STRING) var state: State = State.OPEN,
    @field:ManyToOne var shop: Shop? = null,
) {
  enum class State {
    OPEN,
    SENT
  }

  @delegate:Transient
  val shout: String by lazy { item.uppercase() }

  override fun toString() = "Order $item"
}

/** A data class of values only, one of which refers to another: nothing can be set from outside. */
@Entity
data class Coin(@Id val code: Code, val worth: Int, @ManyToOne val metal: Metal?)

/** Kotlin compiles an attribute of it to the type it wraps. */
@JvmInline value class Code(val text: String)

/** An open class with an open property, and an initialiser that a load does not run. */
@Entity
open class Metal(@Id open val id: Int, open var title: String) {
  @Transient
  var runs: Int = 0

  init {
    runs++
  }

  /** A variable of read-only type: Kotlin writes its type argument with a wildcard. */
  @OneToMany
  @JoinColumn(name = "alloy_id")
  var parts: List<Metal> = listOf()
}

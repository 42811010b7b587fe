package org.rowanorm.enhancement.cases.kotlin

/** A function of the file. */
fun floorsOf(shop: Shop): Int = shop.floors

/** An extension. */
fun Shop.grow() {
  floors++
}

/** An extension property. */
val Shop.shout: String
  get() = name.uppercase() + "!"

/** An inline function, whose body and lambda become part of its callers. */
inline fun <T> Shop.tell(of: (Shop) -> T): Pair<Int, T> = floors to of(this)

/** An object, as Kotlin's singletons are. */
object Desk {
  val floors: (Shop) -> Int = { it.floors }

  fun stars(shop: Shop): Int = with(shop) { stars + floors }
}

/** A sealed view on what may be null. */
fun kindOf(thing: Any?): String =
    when (thing) {
      null -> "nothing"
      is Metal -> "metal " + thing.title
      is Shop -> "shop " + thing.name
      else -> "other"
    }

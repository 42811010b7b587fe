// the log holds the builds one after the other; two threads may change the order within one
def builds = new File(basedir, 'build.log').text.split(/\[INFO\] Scanning for projects\.\.\./).drop(1)
def enhanced = { build -> (build =~ /Enhanced (\d+ of \d+) classes/).collect { it[1] }.sort() }
assert builds.size() == 4

assert builds[0].contains('Using the MultiThreadedBuilder implementation with a thread count of 2')
assert enhanced(builds[0]) == ['0 of 0'] * 4 + ['1 of 1'] * 3 + ['1 of 2']
assert !builds[0].contains('used without traps')
assert new File(basedir, 'store/target/classes/META-INF/rowan/mapped-classes').text == 'shop.store.Item\n'
assert new File(basedir, 'store/target/test-classes/META-INF/rowan/mapped-classes').text == 'shop.store.Sample\n'

assert enhanced(builds[1]) == ['0 of 0'] * 4 + ['0 of 1'] * 3 + ['0 of 2']
assert builds[1].count('All classes are enhanced that ought to be') == 4

assert enhanced(builds[2]) == []
assert builds[2].count('Enhancement is skipped') == 2
assert builds[2].contains('The check of enhancement is skipped')

def classes = new File(basedir, 'base/target/classes')
assert builds[3].contains("Not enhanced: shop.base.Named\n[ERROR]     in $classes\n" +
    '[ERROR]     run the goal enhance of orm-maven-plugin after the classes are compiled')

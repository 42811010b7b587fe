abs: select abs(s.amount) from sale s order by s.id
after: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id > ? order by s.id
afterThree: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.shop_id > ? or (s.shop_id = ? and s.amount < ?) or (s.shop_id = ? and s.amount = ? and s.id > ?) order by s.shop_id, s.amount desc, s.id limit ?
afterTwo: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.amount < ? or (s.amount = ? and s.id > ?) order by s.amount desc, s.id
aggregateOfNothing: select count(*), sum(s.amount), avg(cast(s.amount as double precision)) from sale s where s.id < ?
all: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.age < ? and not (s.grade = ?) order by s.id
allNone: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where 1 = 1 order by s.id
allOf: select s.id, s.name, s.region_code, s.opened, s.online from shop s where not (exists (select 1 from sale s2 where s2.shop_id = s.id and not (s2.amount >= ?))) order by s.id
and: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.age < ? and s.pay is null order by s.id
any: select s.id, s.name, s.region_code, s.opened, s.online from shop s where exists (select 1 from sale s2 where s2.shop_id = s.id) order by s.id
anyNone: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where 1 = 0 order by s.id
anyNulls: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.grade = ? order by s.id
anyOfReference: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where exists (select 1 from sale s2 where s2.shop_id = s.shop_id and s2.amount < ?) order by s.id
anyThrough: select s.id, s.name, s.region_code, s.opened, s.online from shop s where exists (select 1 from sale s2 left join seller s3 on s3.id = s2.seller_id left join seller s4 on s4.id = s3.boss_id where s2.shop_id = s.id and s4.name = ?) order by s.id
anyWith: select s.id, s.name, s.region_code, s.opened, s.online from shop s where exists (select 1 from sale s2 where s2.shop_id = s.id and s2.amount > ?) order by s.id
asDecimal: select cast(s.id as decfloat) + s.pay from seller s order by s.id
asDouble: select cast(s.id as double precision) / ? from seller s order by s.id
asInteger: select coalesce(nullif(right(s.name, ?), ?), ?) = ? from shop s order by s.id
asLong: select cast(s.amount as bigint) * ? from sale s order by s.id
asText: select cast(s.id as varchar) || ? from seller s order by s.id
avg: select avg(cast(s.amount as double precision)), avg(s.weight) from sale s where s.shop_id = ? or s.id = ?
between: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.amount between ? and ? order by s.id
betweenColumns: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where ? between s.id and s.shop_id order by s.id
case: select case when s.age >= ? then cast(? as varchar) when s.age is null then cast(? as varchar) else cast(? as varchar) end from seller s order by s.id
caseNull: select case when s.grade = ? then cast(? as integer) end from seller s order by s.id
caseOfColumns: select case when s.boss_id is null then s.id else s.boss_id end from seller s order by s.id
ceil: select ceiling(s.pay) from seller s order by s.id
coalesce: select coalesce(s2.age, s.age) from seller s left join seller s2 on s2.id = s.boss_id order by s.id
comment: /* from the report */ select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id = ? order by s.id
concat: select s.name || ? from seller s order by s.id
concatNull: select s.name || s2.name from seller s left join seller s2 on s2.id = s.boss_id order by s.id
condition: select s.age > ? from seller s order by s.id
contains: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.note like ? order by s.id
containsElement: select s.id, s.name, s.region_code, s.opened, s.online from shop s where exists (select 1 from sale s2 where s2.shop_id = s.id and s2.id = ?) order by s.id
count0: select count(*) from seller s where s.boss_id is null
count1: select count(*) from (select distinct s.shop_id as c1 from sale s) r
count2: select count(*) from (select count(*) as c1 from sale s group by s.shop_id) r
count3: select count(*) from (select s.note as c1 from sale s limit ?) r
count4: select count(*) from (select s.id as c1 from shop s union select s2.shop_id from sale s2) r
count5: select count(*) as c1 from sale s group by s.shop_id having count(*) > ? limit ?
count6: select 1 from sale s limit ?
countAll: select count(*) from sale s
countSome: select count(s.weight), count(distinct s.seller_id), count(distinct s.shop_id) from sale s
currentDate: select s.opened < current_date from shop s order by s.id
currentTime: select count(*) from sale s where s.at < localtimestamp(6)
day: select extract(day from s.opened) from shop s order by s.id
delete: delete from sale s where s.amount < ?
deleteAll: delete from sale s
deleteExists: delete from shop s where not (exists (select 1 from sale s2 where s2.shop_id = s.id)) and not (s.id in (select s3.shop_id from seller s3))
deleteThrough: delete from sale s where s.id in (select i.id from (select s4.id from sale s4 left join shop s5 on s5.id = s4.shop_id left join seller s6 on s6.id = s4.seller_id where s5.name = ? and s6.name = ?) i)
denseRank: select dense_rank() over (order by s.amount) from sale s order by s.id
derived: select t.c1, t.c2 from (select s.shop_id as c1, sum(s.amount) as c2 from sale s group by s.shop_id) t where t.c2 > ? order by t.c2
derivedObjects: select o.c2 from (select s.id as c1, s.name as c2, s.shop_id as c3, s.boss_id as c4, s.age as c5, s.pay as c6, s.grade as c7, s.version as c8 from seller s where s.age is not null) o order by o.c5, o.c1
distinct: select distinct s.shop_id from sale s order by s.shop_id
distinctExpression: select distinct mod(s.amount, ?) from sale s order by 1
distinctPath: select distinct r.title from shop s left join region r on r.code = s.region_code order by r.title nulls last
distinctRows: select distinct s.shop_id, s.boss_id from seller s order by s.shop_id, s.boss_id nulls first
divide: select s.age / ? from seller s order by s.id
divideDouble: select s.weight / ? from sale s order by s.id
divideNegative: select (-(s.age)) / ? from seller s order by s.id
endsWith: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.note like ? order by s.id
eq: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.name = ? order by s.id
eqColumns: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id = s.shop_id order by s.id
eqEnum: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.grade = ? order by s.id
eqNull: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.age is null order by s.id
equalsIgnoreCase: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where lower(s.note) = lower(cast(? as varchar)) order by s.id
except: select s.id from shop s except select s2.shop_id from sale s2
exceptOfRows: select s.id, s.online from shop s except select s2.id, s2.online from shop s2 where s2.id > ?
exists: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where exists (select 1 from sale s2 where s2.seller_id = s.id and s2.amount > ?) order by s.id
existsNested: select r.code, r.title from region r where exists (select 1 from shop s where s.region_code = r.code and exists (select 1 from sale s2 where s2.shop_id = s.id and s2.note = ?))
existsOfItself: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where exists (select 1 from seller s2 where s2.boss_id = s.id and s2.age is null) order by s.id
filtered: select count(*) filter (where s.amount > ?), sum(s.amount) filter (where s.seller_id is null), max(s.note) filter (where s.id < ?) from sale s
filteredGroups: select s2.name, count(*) filter (where s.weight is null) from sale s left join shop s2 on s2.id = s.shop_id group by s2.name order by s2.name
firstValue: select first_value(s.id) over (partition by s.shop_id order by s.amount desc, s.id) from sale s order by s.id
floor: select floor(s.pay) from seller s order by s.id
forUpdate: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id <= ? order by s.id for update
forUpdateThroughReference: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join seller s2 on s2.id = s.boss_id where s2.name = ? order by s.id for update
frame: select max(s.amount) over (order by s.id rows between 1 preceding and 0 following) from sale s order by s.id
function: select repeat(s.name, cast(? as integer)) from shop s order by s.id
functionGreatest: select greatest(s.id, cast(? as integer)) from seller s order by s.id
functionInFilter: select s.id, s.name, s.region_code, s.opened, s.online from shop s where ascii(s.name) = ?
geDecimal: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.pay >= ? order by s.id
groupBy: select s.shop_id, count(*), sum(s.amount), min(s.amount), max(s.amount) from sale s group by s.shop_id order by s.shop_id
groupByExpression: select extract(year from s.at), sum(s.amount) from sale s group by extract(year from s.at) order by extract(year from s.at)
groupByObject: select s.id, s.name, s.region_code, s.opened, s.online, sum(s2.amount) from shop s join sale s2 on s2.shop_id = s.id group by s.id, s.name, s.region_code, s.opened, s.online order by s.id
groupByPath: select r.title, count(*) from sale s left join shop s2 on s2.id = s.shop_id left join region r on r.code = s2.region_code group by r.title order by r.title
groupOverWindow: select s.shop_id, sum(sum(s.amount)) over () from sale s group by s.shop_id order by s.shop_id
gtTime: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.at > ? order by s.id
having: select s2.name, sum(s.amount) from sale s left join shop s2 on s2.id = s.shop_id group by s2.name having sum(s.amount) > ? order by sum(s.amount) desc
havingCount: select s.shop_id from sale s left join shop s2 on s2.id = s.shop_id group by s2.id, s2.name, s2.region_code, s2.opened, s2.online, s.shop_id having count(*) = ?
havingPath: select s.grade, avg(cast(s.age as double precision)) from seller s group by s.grade having s.grade is not null order by s.grade
hint: select /*+ MAX_EXECUTION_TIME(5000) */ s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id = ? order by s.id
hour: select extract(hour from s.at) from sale s order by s.id
inEnums: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.grade in (?, ?) order by s.id
inNone: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where 1 = 0 order by s.id
inOne: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.name in (?) order by s.id
inSelect: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id in (select s2.seller_id from sale s2 where s2.amount > ?) order by s.id
inSelectNot: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where not (s.id in (select s2.seller_id from sale s2 where s2.seller_id is not null)) order by s.id
inSelectOfObjects: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.shop_id in (select s2.id from shop s2 where s2.online) order by s.id
inSome: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id in (?, ?, ?, ?) order by s.id
intersect: select s.id from shop s intersect select s2.shop_id from sale s2 where s2.amount > ? order by 1
join: select s.id, s.name, s.region_code, s.opened, s.online from shop s join region r on r.code = s.region_code order by r.title, s.id
joinAs: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s join seller s2 on s2.id = s.boss_id where s2.name = ? order by s.id
joinDerived: select s.name, t.c2 from shop s join (select s2.shop_id as c1, sum(s2.amount) as c2 from sale s2 group by s2.shop_id) t on t.c1 = s.id order by s.id
joinElements: select s.name, s2.amount from shop s join sale s2 on s2.shop_id = s.id where s2.amount > ? order by s2.id
joinOn: select s.name, s2.name from seller s join seller s2 on s2.age > s.age order by s.id, s2.id
joinOnValues: select r.code, s.name from region r join shop s on s.name like ? and s.region_code = r.code
joinThenPath: select s2.id from shop s join sale s2 on s2.shop_id = s.id left join seller s3 on s3.id = s2.seller_id left join seller s4 on s4.id = s3.boss_id where s4.name = ? order by s2.id
joinThrough: select s.name from seller s join shop s2 on s2.id = s.shop_id join region r on r.code = s2.region_code where r.title <> ? order by s.id
joinValues: select s.name, g.c2 from shop s join (select cast(? as integer) as c1, cast(? as varchar) as c2 union all select cast(? as integer) as c1, cast(? as varchar) as c2) g on g.c1 = s.id order by s.id
lag: select lag(s.amount, ?) over (order by s.id) from sale s order by s.id
lastValue: select last_value(s.id) over (partition by s.shop_id order by s.amount desc, s.id rows between unbounded preceding and unbounded following) from sale s order by s.id
leDate: select s.id, s.name, s.region_code, s.opened, s.online from shop s where s.opened <= ? order by s.id
lead: select lead(s.amount, ?) over (order by s.id) from sale s order by s.id
left: select left(s.name, ?) from shop s order by s.id
leftJoinAs: select s.name, s2.name from seller s left join seller s2 on s2.id = s.boss_id order by s.id
leftJoinDerived: select s.name, coalesce(t.c2, ?) from shop s left join (select s2.shop_id as c1, sum(s2.amount) as c2 from sale s2 group by s2.shop_id) t on t.c1 = s.id order by s.id
leftJoinElements: select s.name, count(s2.id) from shop s left join sale s2 on s2.shop_id = s.id group by s.name order by s.name
leftJoinOn: select s.name, s2.amount from shop s left join sale s2 on s2.shop_id = s.id and s2.amount > ? order by s.id
length: select char_length(s.name) from shop s order by s.id
like: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.note like ? order by s.id
likeIgnoreCase: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where lower(s.note) like lower(cast(? as varchar)) order by s.id
likeNot: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where not (s.note like ?) order by s.id
limit: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.id limit ?
limitOffset: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.id limit ? offset ?
lower: select lower(s.name) from seller s order by s.id
ltColumns: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join seller s2 on s2.id = s.boss_id where s.age < s2.age order by s.id
minus: select s.age - s.id from seller s order by s.id
minute: select extract(minute from s.at) from sale s order by s.id
mixed: (select s.id from shop s union select s2.id from seller s2) except select s3.shop_id from sale s3 order by 1
mod: select mod(-(s.age), ?) from seller s order by s.id
month: select extract(month from s.opened) from shop s order by s.id
ne: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.age <> ? order by s.id
nested: select (s.id + ?) * (s.id - ?) from seller s order by s.id
none: select s.id, s.name, s.region_code, s.opened, s.online from shop s where not (exists (select 1 from sale s2 where s2.shop_id = s.id)) order by s.id
noneWith: select s.id, s.name, s.region_code, s.opened, s.online from shop s where not (exists (select 1 from sale s2 where s2.shop_id = s.id and s2.amount < ?)) order by s.id
not: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where not (s.age < ?) order by s.id
notExists: select s.id, s.name, s.region_code, s.opened, s.online from shop s where not (exists (select 1 from seller s2 where s2.shop_id = s.id)) order by s.id
notNull: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.boss_id is not null order by s.id
nowait: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id = ? order by s.id for update nowait
nullIf: select nullif(s.age, ?) from seller s order by s.id
nullsFirst: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.age nulls first, s.id
nullsFirstDesc: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.age desc nulls first, s.id desc
nullsLast: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.age nulls last, s.id
nullsLastDesc: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.age desc nulls last, s.id desc
offset: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.id offset ?
or: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.age < ? or s.grade = ? order by s.id
orAnd: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where (s.age < ? or s.grade = ?) and s.boss_id is null order by s.id
orElse: select coalesce(s.age, ?) from seller s order by s.id
orElseText: select coalesce(s.note, ?) from sale s order by s.id
orderByExpression: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by mod(s.id, ?), s.id
orderByPath: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join shop s2 on s2.id = s.shop_id order by s2.name, s.name desc
path: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join shop s2 on s2.id = s.shop_id where s2.name = ? order by s.id
pathId: select s.id, s.name, s.region_code, s.opened, s.online from shop s where s.region_code = ? order by s.id
pathNull: select s.id, s.name, s.region_code, s.opened, s.online from shop s left join region r on r.code = s.region_code where r.title is null order by s.id
pathOfItself: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join seller s2 on s2.id = s.boss_id left join seller s3 on s3.id = s2.boss_id where s3.name = ? order by s.id
pathTwice: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join shop s2 on s2.id = s.shop_id left join region r on r.code = s2.region_code where r.title = ? and s2.online order by s.id
plus: select s.age + ? from seller s order by s.id
position: select locate(?, s.name) from shop s order by s.id
power: select power(s.id, ?) from seller s order by s.id
rank: select rank() over (order by s.amount) from sale s order by s.id
recursive: with recursive under (c1, c2) as (select s.id, s.name from seller s where s.boss_id is null union select s2.id, s2.name from seller s2 join under u on u.c1 = s2.boss_id) select u2.c2 from under u2 order by u2.c1
recursiveCount: with recursive above (c1, c2) as (select s.id, s.boss_id from seller s where s.name = ? union select s2.id, s2.boss_id from seller s2 join above a on a.c2 = s2.id) select count(*) from above a2
recursiveUp: with recursive above (c1, c2) as (select s2.id, s2.boss_id from seller s2 where s2.name = ? union select s3.id, s3.boss_id from seller s3 join above a on a.c2 = s3.id) select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id in (select a2.c1 from above a2) order by s.id
replace: select replace(s.name, ?, ?) from shop s order by s.id
right: select right(s.name, ?) from shop s order by s.id
round: select round(s.pay, ?) from seller s order by s.id
rowNumber: select row_number() over (partition by s.shop_id order by s.amount desc, s.id) from sale s order by s.id
running: select sum(s.amount) over (order by s.id) from sale s order by s.id
scalar: select (select sum(s2.amount) from sale s2 where s2.shop_id = s.id) from shop s order by s.id
scalarCorrelated: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.amount = (select max(s2.amount) from sale s2 where s2.shop_id = s.shop_id) order by s.id
scalarInFilter: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.amount = (select max(s2.amount) from sale s2)
scalarInOrder: select s.id, s.name, s.region_code, s.opened, s.online from shop s order by (select count(*) from sale s2 where s2.shop_id = s.id) desc, s.id
selectObjectAndValue: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version, s2.name from seller s left join shop s2 on s2.id = s.shop_id order by s.id limit ?
selectOne: select s.grade from seller s order by s.id
selectRecord: select s.name, s.age, s2.id, s2.name, s2.region_code, s2.opened, s2.online from seller s left join shop s2 on s2.id = s.shop_id order by s.id limit ?
selectReference: select s2.id, s2.name, s2.shop_id, s2.boss_id, s2.age, s2.pay, s2.grade, s2.version from seller s left join seller s2 on s2.id = s.boss_id order by s.id
selectRow: select s.name, s.age, s.pay from seller s order by s.id limit ?
selectValue: select s.id, cast(? as varchar) from seller s order by s.id limit ?
sign: select sign(s.amount) from sale s order by s.id
size: select s.id, s.name, s.region_code, s.opened, s.online from shop s where (select count(*) from sale s2 where s2.shop_id = s.id) > ? order by s.id
skipLocked: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id = ? order by s.id for update skip locked
sqrt: select sqrt(s.id * s.id) from seller s order by s.id
startsWith: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.note like ? order by s.id
substring: select substring(s.name, ?, ?) from shop s order by s.id
substringFrom: select substring(s.name, ?) from shop s order by s.id
sumDistinct: select sum(distinct s.amount) from sale s
sumOver: select sum(s.amount) over (partition by s.shop_id) from sale s order by s.id
three: select s.name from shop s union select s2.name from seller s2 union select r.title from region r order by 1 limit ?
tile: select ntile(?) over (order by s.id) from sale s order by s.id
times: select (s.id * s.id) * ? from seller s order by s.id
trim: select trim((cast(? as varchar) || s.name) || ?) from seller s order by s.id
trimSides: select rtrim(ltrim((cast(? as varchar) || s.name) || ?)) from seller s order by s.id
truth: select s.id, s.name, s.region_code, s.opened, s.online from shop s where s.online order by s.id
truthEq: select s.id, s.name, s.region_code, s.opened, s.online from shop s where s.online = ? order by s.id
truthNot: select s.id, s.name, s.region_code, s.opened, s.online from shop s where not (s.online) order by s.id
union: select s.name from shop s where s.online union select lower(s2.name) from seller s2 where s2.boss_id is null order by 1
unionAll: select s.shop_id from sale s union all select s2.id from shop s2 order by 1
unionLimit: select s.name from shop s union select s2.name from seller s2 order by 1 desc limit ? offset ?
unionOfObjects: select s.id, s.name, s.region_code, s.opened, s.online from shop s where s.online union select s2.id, s2.name, s2.region_code, s2.opened, s2.online from shop s2 where s2.id < ? order by 1 desc
update: update seller s set age = ?, version = s.version + 1 where s.age = ?
updateAll: update shop s set online = ?
updateCase: update seller s set age = case when s.age > ? then cast(? as integer) else s.age end, version = s.version + 1 where s.age is not null
updateExists: update shop s set name = ? where exists (select 1 from sale s2 where s2.shop_id = s.id and s2.amount > ?)
updateExpression: update seller s set age = s.age + s.id, version = s.version + 1 where s.age > ?
updateFromQuery: update shop s set name = s.name || ? where s.id in (select s2.shop_id from seller s2 where s2.pay > ?)
updateNull: update sale s set note = null, amount = ? where s.note is not null
updateReference: update seller s set shop_id = ?, version = s.version + 1 where s.id = ?
updateThrough: update seller s set grade = ?, version = s.version + 1 where s.id in (select i.id from (select s3.id from seller s3 left join shop s4 on s4.id = s3.shop_id where s4.name = ?) i)
updateToQuery: update seller s set age = (select max(s2.amount) from sale s2 where s2.seller_id = s.id), version = s.version + 1 where s.id <= ?
upper: select upper(s.name) from shop s order by s.id
values: select g.c2, g.c1 from (select cast(? as integer) as c1, cast(? as varchar) as c2 union all select cast(? as integer) as c1, cast(? as varchar) as c2) g order by g.c1 desc
valuesWithNull: select g.c1 + ?, g.c2 from (select cast(? as integer) as c1, null as c2) g
with: with totals (c1, c2) as (select s.shop_id, sum(s.amount) from sale s group by s.shop_id) select t.c1, t.c2 from totals t order by t.c2 desc
withJoined: with totals (c1, c2) as (select s2.shop_id, sum(s2.amount) from sale s2 group by s2.shop_id) select s.id, s.name, s.region_code, s.opened, s.online from shop s join totals t on t.c1 = s.id where t.c2 < ? order by s.id
withObjects: with online (c1, c2, c3, c4, c5) as (select s2.id, s2.name, s2.region_code, s2.opened, s2.online from shop s2 where s2.online) select s.name, o.c2 from seller s join online o on o.c1 = s.shop_id order by s.id
withTwice: with totals (c1, c2) as (select s2.shop_id, sum(s2.amount) from sale s2 group by s2.shop_id) select s.id, s.name, s.region_code, s.opened, s.online from shop s join totals t on t.c1 = s.id where t.c2 = (select max(t2.c2) from totals t2)
year: select extract(year from s.opened) from shop s order by s.id
objectIn: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.keeper_id in (?, ?) order by a.id
objectSelf: select k.id, k.name, k.payer_id from keeper k where k.id = ?
objectSelfIn: select k.id, k.name, k.payer_id from keeper k where not (k.id in (?, ?))
treatJoined: select p.name, p_1.born, p_2.tax from payer p left join visitor p_1 on p_1.id = p.id left join firm p_2 on p_2.id = p.id order by p.id
treatJoinedThere: select p.id, p.name, p_1.born, p_2.tax, p_2.head_id, p_1.id, p_2.id from payer p left join visitor p_1 on p_1.id = p.id left join firm p_2 on p_2.id = p.id where p_1.id is not null order by p.id
treatJoinedReference: select k.id, k.name, k.payer_id from keeper k left join payer p on p.id = k.payer_id left join firm p_2 on p_2.id = p.id where p_2.tax = ?
treatJoinedThen: select k.name, v.name from keeper k left join payer p on p.id = k.payer_id left join firm p_2 on p_2.id = p.id left join payer v on v.id = p_2.head_id order by k.id
type: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.dtype = 'Dog' order by a.id
typeNot: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where not (a.dtype = 'Dog') order by a.id
typeIn: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.dtype in ('Puppy', 'Cat', 'Animal') order by a.id
typeOfReference: select l.id, l.keeper_id, l.picture_id from locker l left join animal a on a.id = l.picture_id where not (a.dtype = 'Cat') order by l.id
typeJoined: select p.id, p.name, p_1.born, p_2.tax, p_2.head_id, p_1.id, p_2.id from payer p left join visitor p_1 on p_1.id = p.id left join firm p_2 on p_2.id = p.id where case when p_2.id is not null then 2 when p_1.id is not null then 1 when p.id is not null then 0 end = 0
typeJoinedIn: select k.id, k.name, k.payer_id from keeper k left join payer p on p.id = k.payer_id left join visitor p_1 on p_1.id = p.id left join firm p_2 on p_2.id = p.id where case when p_2.id is not null then 2 when p_1.id is not null then 1 when p.id is not null then 0 end in (1, 0) order by k.id
typeJoinedNot: select k.id, k.name, k.payer_id from keeper k left join payer p on p.id = k.payer_id left join visitor p_1 on p_1.id = p.id left join firm p_2 on p_2.id = p.id where not (case when p_2.id is not null then 2 when p_1.id is not null then 1 when p.id is not null then 0 end = 2) order by k.id
treat: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.tricks > ?
treatNull: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.tricks is null order by a.id
treatThere: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where case when a.dtype in ('Dog', 'Puppy') then a.id end is not null order by a.id
treatSelect: select a.name, a.weeks from animal a where not (a.cage_zone is null or a.cage_no is null) order by a.id
treatReference: select l.id, l.keeper_id, l.picture_id from locker l left join animal a on a.id = l.picture_id where a.tricks >= ? order by l.id
inverse: select k.name, l.id from keeper k left join locker l on l.keeper_id = k.id order by k.id
inverseNull: select k.id, k.name, k.payer_id from keeper k left join locker l on l.keeper_id = k.id where l.id is null
inverseEq: select k.id, k.name, k.payer_id from keeper k left join locker l on l.keeper_id = k.id where l.id = ?
inverseThen: select k.id, k.name, k.payer_id from keeper k left join locker l on l.keeper_id = k.id left join animal a on a.id = l.picture_id where a.weeks < ?
inverseJoin: select k.id, k.name, k.payer_id from keeper k join locker l on l.keeper_id = k.id order by k.id desc
treatPerClass: select t.id, t.name, t.owner_id, t.size, t.size_2, t.maker_id, t.rowan_class from (select b.id, b.name, b.owner_id, b.size, cast(null as integer) as size_2, cast(null as integer) as maker_id, 0 as rowan_class from ball b union all select p.id, p.name, p.owner_id, cast(null as integer) as size, p.size as size_2, p.maker_id, 1 as rowan_class from puzzle p) t where t.size_2 > ?
treatPerClassThere: select t.id, t.name, t.owner_id, t.size, t.size_2, t.maker_id, t.rowan_class from (select b.id, b.name, b.owner_id, b.size, cast(null as integer) as size_2, cast(null as integer) as maker_id, 0 as rowan_class from ball b union all select p.id, p.name, p.owner_id, cast(null as integer) as size, p.size as size_2, p.maker_id, 1 as rowan_class from puzzle p) t where case when t.rowan_class = 0 then t.id end is not null order by t.size desc nulls last
treatPerClassSelect: select t.name, t.size, t.size_2, a.name from (select b.id, b.name, b.owner_id, b.size, cast(null as integer) as size_2, cast(null as integer) as maker_id, 0 as rowan_class from ball b union all select p.id, p.name, p.owner_id, cast(null as integer) as size, p.size as size_2, p.maker_id, 1 as rowan_class from puzzle p) t left join animal a on a.id = t.owner_id order by t.id
treatPerClassReference: select t.size, k.name from chest c left join (select b.id, b.name, b.owner_id, b.size, cast(null as integer) as size_2, cast(null as integer) as maker_id, 0 as rowan_class from ball b union all select p.id, p.name, p.owner_id, cast(null as integer) as size, p.size as size_2, p.maker_id, 1 as rowan_class from puzzle p) t on t.id = c.toy_id left join keeper k on k.id = t.maker_id order by c.id
treatInAny: select c.zone, c.no, c.label from cage c where exists (select 1 from animal a where (a.cage_zone = c.zone and a.cage_no = c.no) and a.tricks >= ?) order by c.no
typeInAny: select c.zone, c.no, c.label from cage c where exists (select 1 from animal a where (a.cage_zone = c.zone and a.cage_no = c.no) and a.dtype = 'Cat')
treatOfElements: select c.label, a.name, a.weeks from cage c join animal a on a.cage_zone = c.zone and a.cage_no = c.no where case when a.dtype in ('Dog', 'Puppy') then a.id end is not null order by a.id
treatOfMapValues: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from animal a where a.keeper_id = k.id and (a.name like ? and a.lives = ?))
key: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.cage_zone = ? and a.cage_no = ? order by a.id
keyNot: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where not (a.cage_zone = ? and a.cage_no = ?) order by a.id
keySelf: select c.zone, c.no, c.label from cage c where c.zone = ? and c.no = ?
keyIn: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where (a.cage_zone, a.cage_no) in ((?, ?), (?, ?)) order by a.id
keyNotIn: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where not ((a.cage_zone, a.cage_no) in ((?, ?), (?, ?))) order by a.id
keyNull: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.cage_zone is null or a.cage_no is null
keyById: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.cage_zone = ? and a.cage_no = ?
keyPart: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.cage_zone = ? and a.cage_no > ? order by a.id
typePerClass: select t.id, t.name, t.owner_id, t.size, t.size_2, t.maker_id, t.rowan_class from (select b.id, b.name, b.owner_id, b.size, cast(null as integer) as size_2, cast(null as integer) as maker_id, 0 as rowan_class from ball b union all select p.id, p.name, p.owner_id, cast(null as integer) as size, p.size as size_2, p.maker_id, 1 as rowan_class from puzzle p) t where t.rowan_class = 1
typePerClassNot: select t.id, t.name, t.owner_id, t.size, t.size_2, t.maker_id, t.rowan_class from (select b.id, b.name, b.owner_id, b.size, cast(null as integer) as size_2, cast(null as integer) as maker_id, 0 as rowan_class from ball b union all select p.id, p.name, p.owner_id, cast(null as integer) as size, p.size as size_2, p.maker_id, 1 as rowan_class from puzzle p) t where not (t.rowan_class = 1) order by t.id
typePerClassReference: select c.id, c.toy_id from chest c left join (select b.id, b.name, b.owner_id, b.size, cast(null as integer) as size_2, cast(null as integer) as maker_id, 0 as rowan_class from ball b union all select p.id, p.name, p.owner_id, cast(null as integer) as size, p.size as size_2, p.maker_id, 1 as rowan_class from puzzle p) t on t.id = c.toy_id where t.rowan_class in (0, 1) order by c.id desc
keyPath: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a left join cage c on c.zone = a.cage_zone and c.no = a.cage_no where c.label = ?
keyJoin: select a.name, c.label from animal a join cage c on c.zone = a.cage_zone and c.no = a.cage_no where c.label like ? order by a.id
keyLeftJoin: select a.name, c.label from animal a left join cage c on c.zone = a.cage_zone and c.no = a.cage_no where a.id >= ? order by a.id
keyJoinElements: select c.no, a.name from cage c left join animal a on a.cage_zone = c.zone and a.cage_no = c.no where c.zone = ? order by c.no
keyInSelect: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where (a.cage_zone, a.cage_no) in (select c.zone, c.no from cage c where c.label like ?) order by a.id
keyInSelectOfReference: select c.zone, c.no, c.label from cage c where (c.zone, c.no) in (select a.cage_zone, a.cage_no from animal a left join keeper k on k.id = a.keeper_id where k.name = ?) order by c.zone, c.no
keyExists: select c.zone, c.no, c.label from cage c where not (exists (select 1 from animal a where a.cage_zone = c.zone and a.cage_no = c.no))
keyAny: select c.zone, c.no, c.label from cage c where exists (select 1 from animal a where (a.cage_zone = c.zone and a.cage_no = c.no) and a.name like ?)
keySize: select c.no, (select count(*) from animal a where a.cage_zone = c.zone and a.cage_no = c.no) from cage c order by c.zone, c.no
elements: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_nicknames k2 where k2.keeper_id = k.id and k2.nicknames = ?)
elementsAny: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_nicknames k2 where k2.keeper_id = k.id and (k2.nicknames like ? or k2.nicknames = ?))
elementsNone: select k.id, k.name, k.payer_id from keeper k where not (exists (select 1 from keeper_nicknames k2 where k2.keeper_id = k.id))
elementsAll: select k.id, k.name, k.payer_id from keeper k where not (exists (select 1 from keeper_nicknames k2 where k2.keeper_id = k.id and not (k2.nicknames like ?))) order by k.id
elementsSize: select k.name, (select count(*) from keeper_nicknames k2 where k2.keeper_id = k.id) from keeper k order by k.id
elementsEnum: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_skills k2 where k2.keeper_id = k.id and k2.skills = ?)
elementsThrough: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where exists (select 1 from keeper_nicknames k where k.keeper_id = a.keeper_id and k.nicknames = ?) order by a.id
mapJoin: select k.name, k2.phones_key, k2.phones from keeper k join keeper_phones k2 on k2.keeper_id = k.id order by k.id, k2.phones_key
mapJoinGroup: select k2.shifts_key, sum(k2.hours) from keeper k join keeper_shifts k2 on k2.keeper_id = k.id group by k2.shifts_key order by k2.shifts_key
mapJoinEntities: select k.name, a.name, a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from keeper k left join animal a on a.keeper_id = k.id order by k.id, a.name
mapKey: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_phones k2 where k2.keeper_id = k.id and k2.phones_key = ?)
mapValue: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_phones k2 where k2.keeper_id = k.id and k2.phones = ?)
mapEntry: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_phones k2 where k2.keeper_id = k.id and (k2.phones_key = ? and k2.phones like ?)) order by k.id
mapNone: select k.id, k.name, k.payer_id from keeper k where not (exists (select 1 from keeper_phones k2 where k2.keeper_id = k.id))
mapSize: select k.id, k.name, k.payer_id from keeper k where (select count(*) from keeper_phones k2 where k2.keeper_id = k.id) > ?
mapEmbedded: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_shifts k2 where k2.keeper_id = k.id and (k2.shifts_key > ? and k2.hours < ?))
mapEntities: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from animal a where a.keeper_id = k.id and a.name = ?)
mapEntitiesValue: select k.id, k.name, k.payer_id from keeper k where not (exists (select 1 from animal a left join cage c on c.zone = a.cage_zone and c.no = a.cage_no where a.keeper_id = k.id and not (c.label <> ?))) and not (exists (select 1 from animal a2 where a2.keeper_id = k.id and a2.name like ?)) order by k.id
mapGet: select k.id, k.name, k.payer_id from keeper k where (select k2.phones from keeper_phones k2 where k2.keeper_id = k.id and k2.phones_key = ?) like ?
mapGetSelect: select k.name, (select k2.phones from keeper_phones k2 where k2.keeper_id = k.id and k2.phones_key = ?), (select k3.phones from keeper_phones k3 where k3.keeper_id = k.id and k3.phones_key = ?) from keeper k order by 3 nulls last, k.id
mapGetNull: select k.id, k.name, k.payer_id from keeper k where (select k2.phones from keeper_phones k2 where k2.keeper_id = k.id and k2.phones_key = ?) is null order by k.id
mapGetEmbedded: select k.id, k.name, k.payer_id from keeper k where ((select k2.hours from keeper_shifts k2 where k2.keeper_id = k.id and k2.shifts_key = ?) + ?) > ? order by k.id
mapGetEntity: select k.id, k.name, k.payer_id from keeper k where (select c.label from animal a left join cage c on c.zone = a.cage_zone and c.no = a.cage_no where a.keeper_id = k.id and a.name = ?) = ?
mapGetEntityEq: select k.id, k.name, k.payer_id from keeper k where (select a.id from animal a where a.keeper_id = k.id and a.name = ?) = ?
mapGetThrough: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where (select k.phones from keeper_phones k where k.keeper_id = a.keeper_id and k.phones_key = ?) = ? order by a.id
mapGetWithin: select c.zone, c.no, c.label from cage c where exists (select 1 from animal a where (a.cage_zone = c.zone and a.cage_no = c.no) and (select k.phones from keeper_phones k where k.keeper_id = a.keeper_id and k.phones_key = ?) = (select k2.phones from keeper_phones k2 where k2.keeper_id = a.keeper_id and k2.phones_key = ?)) order by c.no
elementsJoin: select k.name, k2.nicknames from keeper k join keeper_nicknames k2 on k2.keeper_id = k.id order by k2.nicknames
elementsLeftJoin: select k.name, upper(k2.nicknames) from keeper k left join keeper_nicknames k2 on k2.keeper_id = k.id where k2.nicknames is null or char_length(k2.nicknames) < ? order by k.id, k2.nicknames
elementsJoinGroup: select k2.skills, max(k.id) from keeper k join keeper_skills k2 on k2.keeper_id = k.id group by k2.skills order by k2.skills
keyGroup: select c.zone, c.no, c.label, count(*) from animal a left join cage c on c.zone = a.cage_zone and c.no = a.cage_no where not (a.cage_zone is null or a.cage_no is null) group by c.zone, c.no, c.label, a.cage_zone, a.cage_no order by count(*) desc, a.cage_no
keyCount: select count(a.cage_zone), count(a.id) from animal a
insertSelectKey: insert into ticket (text, cage_zone, cage_no) select a.name, a.cage_zone, a.cage_no from animal a where a.id in (?, ?)
insertSelectKind: insert into animal (id, name, tricks, dtype) select r.c1, r.c2, r.c3, 'Dog' from (select a.id + ? as c1, a.name as c2, a.lives as c3 from animal a where a.lives > ? and a.dtype = 'Cat') r
upsertKeep: merge into region using (values (cast(? as varchar), cast(? as varchar)), (cast(? as varchar), cast(? as varchar))) excluded (code, title) on region.code = excluded.code when not matched then insert (code, title) values (excluded.code, excluded.title)
upsert: merge into region using (values (cast(? as varchar), cast(? as varchar)), (cast(? as varchar), cast(? as varchar))) excluded (code, title) on region.code = excluded.code when matched then update set title = excluded.title || ? when not matched then insert (code, title) values (excluded.code, excluded.title)
upsertVersion: merge into seller using (values (cast(? as integer), cast(? as varchar), cast(? as integer), cast(? as integer)), (cast(? as integer), cast(? as varchar), cast(? as integer), cast(? as integer))) excluded (id, name, age, version) on seller.id = excluded.id when matched then update set name = excluded.name, age = seller.age + excluded.age, version = seller.version + 1 when not matched then insert (id, name, age, version) values (excluded.id, excluded.name, excluded.age, excluded.version)
upsertSelect: merge into seller using (select r.c1, r.c2, cast(? as integer) from (select s.id + ? as c1, s.name as c2 from shop s where s.id <= ?) r) excluded (id, name, version) on seller.id = excluded.id when matched then update set name = excluded.name, pay = null, version = seller.version + 1 when not matched then insert (id, name, version) values (excluded.id, excluded.name, excluded.version)
updateReturningValue: select s.age from final table (update seller s set age = s.age + ?, version = s.version + 1 where s.id = ?) s
updateReturningRow: select s.name, s.version from final table (update seller s set name = upper(s.name), version = s.version + 1 where s.id = ?) s
updateReturningObject: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from final table (update seller s set age = ?, version = s.version + 1 where s.name = ?) s
updateReturningThrough: select s.id from final table (update sale s set amount = ? where s.id in (select i.id from (select s3.id from sale s3 left join shop s4 on s4.id = s3.shop_id where s4.name = ? and s3.amount > ?) i)) s
insertSelect: insert into region (code, title) select s.name, r.title from shop s left join region r on r.code = s.region_code where s.online
insertSelectVersion: insert into seller (id, name, shop_id, age, version) select r.c1, r.c2, r.c3, r.c4, cast(? as integer) from (select s.id + ? as c1, s.name || ? as c2, s.shop_id as c3, s.age as c4 from seller s where s.age = ?) r
insertUnion: insert into region (code) select s.name from seller s where s.id = ? union all select s2.name from seller s2 where s2.id = ?
insertValues: insert into region (code, title) values (?, ?), (?, null)
insertValuesVersion: insert into seller (id, name, version) values (?, ?, ?)
insertValuesKind: insert into animal (id, lives, dtype) values (?, ?, 'Cat')
deleteReturningValue: select s.note from old table (delete from sale s where s.amount < ?) s
deleteReturningRow: select s.amount, upper(s.note) from old table (delete from sale s where s.id = ?) s
deleteReturningThrough: select s.id from old table (delete from sale s where s.id in (select i.id from (select s3.id from sale s3 left join shop s4 on s4.id = s3.shop_id where s4.name = ?) i)) s
deleteReturningObject: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from old table (delete from sale s where s.id = ?) s
insertReturningId: select ticket.id from final table (insert into ticket (text) values (?), (?)) ticket
insertReturningRow: select ticket.text || ?, ticket.cage_no from final table (insert into ticket (text, cage_zone, cage_no) select c.zone, c.zone, c.no from cage c) ticket
insertReturningObject: select region.code, region.title from final table (insert into region (code, title) values (?, ?)) region
insertReturningUpsert: select region.title from final table (merge into region using (values (cast(? as varchar), cast(? as varchar))) excluded (code, title) on region.code = excluded.code when matched then update set title = excluded.title when not matched then insert (code, title) values (excluded.code, excluded.title)) region
insertValuesKey: insert into ticket (text, cage_zone, cage_no) values (?, ?, ?), (?, null, null)
updateKeyThrough: update ticket t set cage_zone = ?, cage_no = ? where t.id in (select i.id from (select t2.id from ticket t2 left join cage c2 on c2.zone = t2.cage_zone and c2.no = t2.cage_no where c2.label = ?) i)
updateKey: update animal a set cage_zone = ?, cage_no = ? where a.cage_zone = ? and a.cage_no = ?
updateKeyNull: update animal a set cage_zone = null, cage_no = null where a.name = ?
updateKeyOwner: update cage c set label = cast(? as varchar) || ? where exists (select 1 from animal a left join keeper k on k.id = a.keeper_id where (a.cage_zone = c.zone and a.cage_no = c.no) and k.name = ?)
filterBy: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.name = ? order by s.id
filterByNull: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.boss_id is null order by s.id
filterByPath: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join shop s2 on s2.id = s.shop_id where s2.region_code = ? and s.grade = ? order by s.id
minusValues: select (s.age - ?) - (s.id - ?) from seller s order by s.id
frameAround: select sum(s.amount) over (order by s.id rows between 1 preceding and 1 following) from sale s order by s.id
frameOfShop: select min(s.amount) over (partition by s.shop_id order by s.id rows between 0 preceding and 1 following) from sale s order by s.id
nullIfText: select coalesce(nullif(s.name, ?), ?) from seller s order by s.id
nullIfInFilter: select s.name from seller s where nullif(s.age, ?) is null order by s.id
selectRowOfPaths: select s.name, r.title from seller s left join shop s2 on s2.id = s.shop_id left join region r on r.code = s2.region_code order by s.id limit ?
selectRowOfGroup: select s2.grade, sum(s.amount) from sale s left join seller s2 on s2.id = s.seller_id group by s2.grade order by s2.grade nulls last
selectRecordOfPaths: select s2.name, s2.age, s3.id, s3.name, s3.region_code, s3.opened, s3.online from seller s left join seller s2 on s2.id = s.boss_id left join shop s3 on s3.id = s2.shop_id where s.boss_id is not null order by s.id limit ?
selectRecordOfGroup: select s.shop_id, count(*), sum(s.amount) from sale s group by s.shop_id order by s.shop_id
filteredDistinct: select count(distinct s.shop_id) filter (where s.amount between ? and ?) from sale s
filteredHaving: select s2.name from sale s left join shop s2 on s2.id = s.shop_id group by s2.name having count(*) filter (where s.weight is null) > ? order by s2.name
constructor: select s.name from seller s order by s.id limit ?
constructorOfTwo: select upper(s.name), coalesce(s.age, ?) from seller s order by s.id limit ?
constructorOfUnion: select r.code from region r union select s.name from shop s order by 1 limit ?
nullsLastOfPath: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join seller s2 on s2.id = s.boss_id order by s2.name nulls last, s.id
nullsFirstOfExpression: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.age - ? desc nulls first, s.id
nullsLastOfItem: select s.age + ?, s.id from seller s order by 1 nulls last, s.id
nullsFirstOfUnion: select s.age from seller s union select s2.id from shop s2 order by 1 desc nulls first
nullsLastOfDistinct: select distinct s.age - ? from seller s order by 1 nulls last
intersectOfObjects: select s.id, s.name, s.region_code, s.opened, s.online from shop s where s.online intersect select s2.id, s2.name, s2.region_code, s2.opened, s2.online from shop s2 where s2.id > ? order by 1
intersectOfRows: select s.shop_id, s.age from seller s intersect select s2.shop_id, s2.age from seller s2 where s2.id > ? order by 1
exceptOfObjects: select s.id, s.name, s.region_code, s.opened, s.online from shop s where not (s.online) except select s2.id, s2.name, s2.region_code, s2.opened, s2.online from shop s2 where s2.id = ?
allObjects: select s.id, s.name, s.region_code, s.opened, s.online from shop s order by s.id
allOfNone: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.id < ? order by s.amount desc, s.id
allValues: select s2.name from seller s left join seller s2 on s2.id = s.boss_id order by s.id
one: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.name = ? order by s.id limit ?
oneValue: select max(s.amount) from sale s limit ?
oneGroup: select s2.name, count(*) from sale s left join shop s2 on s2.id = s.shop_id group by s2.name having sum(s.amount) > ? limit ?
page: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.id limit ? offset ?; select count(*) from seller s
pageLast: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s order by s.id limit ? offset ?; select count(*) from seller s
pageOfValues: select s.id, s.amount from sale s left join shop s2 on s2.id = s.shop_id where s2.name <> ? order by s.amount desc, s.id limit ? offset ?; select count(*) from (select s.id as c1, s.amount as c2 from sale s left join shop s2 on s2.id = s.shop_id where s2.name <> ?) r
first: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s order by s.amount desc, s.id limit ?
firstOfNone: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at from sale s where s.amount > ? order by s.amount desc, s.id limit ?
firstOfOffset: select s.amount from sale s order by s.amount desc, s.id limit ? offset ?
hasAny: select 1 from seller s limit ?
hasSuch: select 1 from seller s left join seller s2 on s2.id = s.boss_id where s2.age > ? limit ?
hasGroup: select s.shop_id as c1 from sale s left join shop s2 on s2.id = s.shop_id group by s2.id, s2.name, s2.region_code, s2.opened, s2.online, s.shop_id having count(*) > ? limit ?
oneOrNull: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where s.id = ? order by s.id limit ?
oneOrNullOfNull: select s.age from seller s where s.id = ? order by s.id limit ?
oneOrNullThroughReference: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join shop s2 on s2.id = s.shop_id where s2.name = ? order by s.id limit ?
stream: set lazy_query_execution 1; select s.id, s.name, s.region_code, s.opened, s.online from shop s order by s.id; set lazy_query_execution 0
streamOfValues: set lazy_query_execution 1; select s.name, s2.name from seller s left join shop s2 on s2.id = s.shop_id order by s.id limit ?; set lazy_query_execution 0
streamOfGroups: set lazy_query_execution 1; select s.shop_id, sum(s.amount) from sale s group by s.shop_id order by s.shop_id; set lazy_query_execution 0
cursor: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version, s.id from seller s order by s.id limit ?
cursorNext: select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at, s.amount, s.id from sale s order by s.amount desc, s.id limit ?; select s.id, s.shop_id, s.seller_id, s.amount, s.weight, s.note, s.at, s.amount, s.id from sale s where s.amount < ? or (s.amount = ? and s.id > ?) order by s.amount desc, s.id limit ?
cursorBack: select s.id, s.name, s.region_code, s.opened, s.online, s.name, s.id from shop s order by s.name desc, s.id limit ?; select s.id, s.name, s.region_code, s.opened, s.online, s.name, s.id from shop s where (s.name < ? or s.name is null) or (s.name = ? and s.id > ?) order by s.name desc, s.id limit ?; select s.id, s.name, s.region_code, s.opened, s.online, s.name, s.id from shop s where s.name > ? or (s.name = ? and s.id < ?) order by s.name, s.id desc limit ?
nowaitThroughReference: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join shop s2 on s2.id = s.shop_id where s2.name = ? order by s.id for update nowait
nowaitOfSome: select s.name from seller s order by s.id limit ? for update nowait
skipLockedThroughReference: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s left join shop s2 on s2.id = s.shop_id where s2.name = ? order by s.id for update skip locked
skipLockedOfSome: select s.name from seller s order by s.id limit ? for update skip locked
hintWithComment: /* both */ select /*+ MAX_EXECUTION_TIME(4000) */ distinct s.shop_id from sale s order by s.shop_id
hintOfCount: select /*+ MAX_EXECUTION_TIME(3000) */ count(*) from shop s
forUpdateOfValues: select s.name from seller s where s.age is null order by s.id for update
commentOfValues: /* nightly, 2 */ select sum(s.id) from shop s where s.online
commentOfCount: /* how many */ select count(*) from shop s
commentOfExists: /* is there one */ select 1 from shop s where s.id = ? limit ?
selfJoinTwice: select s.name, s2.name, s3.name from seller s join seller s2 on s2.id = s.boss_id left join seller s3 on s3.id = s2.boss_id order by s.id
selfJoinOn: select s.name, s2.name from seller s join seller s2 on s2.shop_id = s.shop_id and s2.id <> s.id order by s.id
selfJoinWithin: select s.id, s.name, s.shop_id, s.boss_id, s.age, s.pay, s.grade, s.version from seller s where exists (select 1 from seller s2 where s2.boss_id = s.id) order by s.id
groupByExpressionWithValue: select mod(s.amount, ?) as c1, count(*) from sale s group by c1 order by 1
groupByCaseWithValues: select case when s.amount > ? then cast(? as varchar) else cast(? as varchar) end as c1, sum(s.amount) from sale s group by c1 having count(*) > ? order by sum(s.amount) desc
groupByValueAfterObject: select s2.id, s2.name, s2.region_code, s2.opened, s2.online, (s.amount * ?) + ? as c6, count(*) from sale s left join shop s2 on s2.id = s.shop_id where s.shop_id is not null group by s2.id, s2.name, s2.region_code, s2.opened, s2.online, s.shop_id, c6 order by s.shop_id
wholeEqReferences: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.keeper_id = ? and s.cage_zone = ? and s.cage_no = ? order by s.id
wholeEqNoReference: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.keeper_id = ? and s.cage_zone is null and s.cage_no is null order by s.id
wholeInReferences: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where (s.keeper_id = ? and s.cage_zone = ? and s.cage_no = ?) or (s.keeper_id is null and s.cage_zone = ? and s.cage_no = ?) order by s.id
wholeNullReferences: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.keeper_id is null and s.cage_zone is null and s.cage_no is null order by s.id
orderByWhole: select c.zone, c.no, c.label from cage c order by c.zone desc, c.no desc
orderByObject: select c.zone, c.no, c.label from cage c order by c.zone, c.no
orderByReference: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a order by a.cage_zone desc nulls last, a.cage_no desc nulls last, a.id
orderByEmbeddable: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s order by s.street nulls first, s.house nulls first, s.town nulls first, s.code nulls first, s.id desc
orderByWholeLimited: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a order by a.cage_zone nulls last, a.cage_no nulls last, a.id limit ? offset ?
windowOfWhole: select a.name, row_number() over (partition by a.cage_zone, a.cage_no order by a.id desc) from animal a order by a.id
cursorOfWhole: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype, a.cage_zone, a.cage_no, a.id from animal a order by a.cage_zone nulls first, a.cage_no nulls first, a.id limit ?; select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype, a.cage_zone, a.cage_no, a.id from animal a where a.cage_zone > ? or (a.cage_zone = ? and a.cage_no > ?) or (a.cage_zone = ? and a.cage_no = ? and a.id > ?) order by a.cage_zone nulls first, a.cage_no nulls first, a.id limit ?
wholeEqId: select c.zone, c.no, c.label from cage c where c.zone = ? and c.no = ?
wholeInIds: select c.zone, c.no, c.label from cage c where (c.zone = ? and c.no = ?) or (c.zone = ? and c.no = ?) order by c.zone, c.no
wholeEqIdOfReference: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where a.cage_zone = ? and a.cage_no = ? order by a.id
wholeNeIdOfReference: select a.id, a.name, a.cage_zone, a.cage_no, a.keeper_id, a.tricks, a.weeks, a.lives, a.dtype from animal a where not (a.cage_zone = ? and a.cage_no = ?) order by a.id
groupByWhole: select s.street, s.house, s.town, s.code, count(*) from stall s group by s.street, s.house, s.town, s.code order by s.street nulls last, s.house nulls last, s.town nulls last, s.code nulls last
groupByWholeId: select a.cage_zone, a.cage_no, count(*) from animal a where not (a.cage_zone is null or a.cage_no is null) group by a.cage_zone, a.cage_no having count(*) > ? order by a.cage_zone, a.cage_no
groupByWholeParts: select s.town, upper(s.street), count(*) from stall s where not (s.street is null and s.house is null and s.town is null and s.code is null) group by s.street, s.house, s.town, s.code order by s.street, s.house
groupByWholeReferences: select k.id, k.name, k.payer_id, c.zone, c.no, c.label, count(*) from stall s left join keeper k on k.id = s.keeper_id left join cage c on c.zone = s.cage_zone and c.no = s.cage_no where s.id < ? group by k.id, k.name, k.payer_id, s.keeper_id, c.zone, c.no, c.label, s.cage_zone, s.cage_no order by s.keeper_id nulls first, s.cage_zone nulls first, s.cage_no nulls first
wholeEq: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.street = ? and s.house = ? and s.town = ? and s.code = ? order by s.id
wholeEqNulls: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.street = ? and s.house is null and s.town = ? and s.code is null order by s.id
wholeEqNestedNull: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.old_street = ? and s.old_house = ? and s.old_town is null and s.old_code is null order by s.id
wholeNe: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not (s.street = ? and s.house = ? and s.town = ? and s.code = ?) order by s.id
wholeNeNulls: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not (s.street = ? and s.house is null and s.town = ? and s.code is null) order by s.id
wholeNull: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.street is null and s.house is null and s.town is null and s.code is null order by s.id
wholeEqNull: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.old_street is null and s.old_house is null and s.old_town is null and s.old_code is null order by s.id
wholeNotNull: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not (s.old_street is null and s.old_house is null and s.old_town is null and s.old_code is null) order by s.id
wholePart: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.town = ? and s.code is null order by s.id
wholePartNull: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.old_town is null and s.old_code is null order by s.id
wholeEqAttribute: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.street = s.old_street and s.house = s.old_house and s.town = s.old_town and s.code = s.old_code order by s.id
wholeNeAttribute: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not (s.street = s.old_street and s.house = s.old_house and s.town = s.old_town and s.code = s.old_code) order by s.id
wholeJoinOn: select s.id, s2.id from stall s join stall s2 on s2.old_street = s.street and s2.old_house = s.house and s2.old_town = s.town and s2.old_code = s.code order by s.id
wholeExists: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where exists (select 1 from stall s2 where s2.old_street = s.street and s2.old_house = s.house and s2.old_town = s.town and s2.old_code = s.code) order by s.id
wholeInQuery: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where (s.street, s.house, s.town, s.code) in (select s2.old_street, s2.old_house, s2.old_town, s2.old_code from stall s2) order by s.id
wholeNotInQuery: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not ((s.street, s.house, s.town, s.code) in (select s2.old_street, s2.old_house, s2.old_town, s2.old_code from stall s2 where s2.id in (?, ?))) and s.house is not null order by s.id
selectWhole: select s.street, s.house, s.town, s.code from stall s where s.id <= ? order by s.id
selectRecordWhole: select s.id, s.old_street, s.old_house, s.old_town, s.old_code from stall s where s.id > ? order by s.id
selectWholeReferences: select k.id, k.name, k.payer_id, c.zone, c.no, c.label, s.id from stall s left join keeper k on k.id = s.keeper_id left join cage c on c.zone = s.cage_zone and c.no = s.cage_no where s.id in (?, ?, ?, ?) order by s.id
countWhole: select count(*) from (select distinct s.street as c1, s.house as c2, s.town as c3, s.code as c4 from stall s) r
countObjects: select count(*) from (select distinct a.cage_zone as c1, a.cage_no as c2 from animal a where not (a.cage_zone is null or a.cage_no is null)) r
unionWhole: select s.street, s.house, s.town, s.code, s.id from stall s where s.id <= ? union select s2.old_street, s2.old_house, s2.old_town, s2.old_code, s2.id from stall s2 where s2.id = ? order by 5 desc, 1, 2, 3, 4
wholeIn: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where (s.street = ? and s.house = ? and s.town = ? and s.code = ?) or (s.street = ? and s.house = ? and s.town = ? and s.code = ?) order by s.id
wholeInNulls: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where (s.street = ? and s.house = ? and s.town = ? and s.code = ?) or (s.street = ? and s.house is null and s.town = ? and s.code is null) order by s.id
wholeInOnlyNulls: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where s.street = ? and s.house is null and s.town = ? and s.code is null order by s.id
wholeInNone: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where 1 = 0 order by s.id
wholeNotIn: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not (s.street = ? and s.house = ? and s.town = ? and s.code = ?) order by s.id
wholeNotInAfterNull: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not ((s.street = ? and s.house = ? and s.town = ? and s.code = ?) or (s.street = ? and s.house = ? and s.town = ? and s.code = ?)) order by s.id
wholeNotInNulls: select s.id, s.street, s.house, s.town, s.code, s.old_street, s.old_house, s.old_town, s.old_code, s.keeper_id, s.cage_zone, s.cage_no from stall s where not ((s.street = ? and s.house is null and s.town = ? and s.code is null) or (s.street = ? and s.house = ? and s.town = ? and s.code = ?)) order by s.id
joinDerivedWhole: with befores (c1, c2, c3, c4, c5) as (select s2.old_street, s2.old_house, s2.old_town, s2.old_code, max(s2.id) from stall s2 group by s2.old_street, s2.old_house, s2.old_town, s2.old_code) select s.id, b.c5, b.c1, b.c2, b.c3, b.c4 from stall s join befores b on b.c1 = s.street and b.c2 = s.house and b.c3 = s.town and b.c4 = s.code order by s.id
joinDerivedObject: select c.zone, c.no, c.label, c3.c3 from cage c join (select a.cage_zone as c1, a.cage_no as c2, count(*) as c3 from animal a left join cage c2 on c2.zone = a.cage_zone and c2.no = a.cage_no group by c2.zone, c2.no, c2.label, a.cage_zone, a.cage_no) c3 on c3.c1 = c.zone and c3.c2 = c.no order by c.zone, c.no
elementsWhole: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_shifts k2 where k2.keeper_id = k.id and (k2.since = ? and k2.hours = ?))
elementsWholeIn: select k.id, k.name, k.payer_id from keeper k where exists (select 1 from keeper_shifts k2 where k2.keeper_id = k.id and ((k2.since = ? and k2.hours = ?) or (k2.since = ? and k2.hours = ?)))
mapGetWhole: select k.id, k.name, k.payer_id from keeper k where (select k2.since from keeper_shifts k2 where k2.keeper_id = k.id and k2.shifts_key = ?) = ? and (select k3.hours from keeper_shifts k3 where k3.keeper_id = k.id and k3.shifts_key = ?) = ?
mapGetSelectWhole: select k.name, (select k2.since from keeper_shifts k2 where k2.keeper_id = k.id and k2.shifts_key = ?), (select k3.hours from keeper_shifts k3 where k3.keeper_id = k.id and k3.shifts_key = ?) from keeper k order by k.id
updateWhole: update stall s set street = ?, house = null, town = ?, code = null where s.id = ?
updateWholeNull: update stall s set street = null, house = null, town = null, code = null where s.id = ?
updateWholeToAttribute: update stall s set old_street = s.street, old_house = s.house, old_town = s.town, old_code = s.code
updateOfItsOwn: update seller s set age = ?, version = s.version + 1 where s.id in (select s2.boss_id from seller s2 where s2.boss_id is not null)
updateOfItsOwnCorrelated: update seller s set age = ?, version = s.version + 1 where s.id in (select i.id from (select s4.id from seller s4 left join shop s6 on s6.id = s4.shop_id where not (exists (select 1 from seller s5 where s5.boss_id = s4.id)) and s6.name <> ?) i)
deleteOfItsOwn: delete from sale s where s.amount = (select max(s2.amount) from sale s2)

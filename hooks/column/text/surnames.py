"""Surnames of one character, after the 《全国姓名报告》 of the Ministry of Public Security."""

from __future__ import annotations

SURNAMES = frozenset(
    """
王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅付沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪
田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞
章鲁葛伍韦申尤毕聂焦柳邢岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景单包司
柏宁柯阮桂闵解柴华冉房边辜吉饶刁瞿戚丘古池滕晋邬臧宫苟褚廉简娄盖符奚穆燕郎冀谈姬屠晏栾郁蒙喻窦迟敖鄢冷卓仇艾蓝巩井仲乐虞
卞封竺楚佟栗匡宗巫鞠桑荆谌岑习胥蔺缪薄
""".replace("\n", "")
)
"""Surnames that most people bear; those that are mostly other words are left out."""

// Every word of the page: its key, in Chinese, in English.

const WORDS = new Map(`
product|鉴定|Jianding
tagline|演示聊天|demo chat
otherLanguage|English|中文
switchLanguage|Switch the page to English|页面改用中文
pageMenu|页面菜单|Page menu
theme|浅色／深色|Light or dark
copyLink|复制当前窗口的链接|Copy link to what is open
clock|演示时间（北京时间）|Demo time (Beijing)
clockHint|往后拨，提醒和通知马上就到|Wind it forward and reminders arrive at once
tenMinutes|往后拨 10 分钟|10 minutes forward
hour|往后拨 1 小时|1 hour forward
day|往后拨 1 天|1 day forward
week|往后拨 7 天|7 days forward
resetClock|回到现在|Back to now
clockMoved|演示时间：{time}|Demo time: {time}
people|人员|People
peopleHint|点一个人，您就是他|You are whoever you choose
unread|{n} 条未读|{n} unread
youAre|您现在是{name}|You are {name}
newOne|新{role}|{role}
newPerson|新人员|New person
person|人员|person
newOther|新建其他|New others
newNamed|自己起名字…|With a name of your own…
newGroup|新群组|New group
newBot|新机器人|New bot
make|新建|Create
name|名字|Name
role|身份|Role
speaks|语言|Language
username|用户名（以 bot 结尾）|Username (ends in bot)
groupName|群名|Group name
bot|机器人|Bot
group|群组|Group
deletedPerson|已注销|Deleted account
second|第二个窗口|Second chat
secondClose|关掉第二个窗口|Close second chat
emptyOne|选一个人，按「开始」，像平常聊天一样。|Choose somebody and press “Start”, then chat as usual.
emptyTwo|同时打开两个人的聊天|Open two chats side by side
pickSecond|旁边再看谁的聊天？|Whose chat goes here?
nobody|这里还没有人。先新建一个人，再按「开始」。|Nobody is here yet. Make a new person, then press “Start”.
back|返回人员列表|Back to the people
closeChat|关闭这个聊天|Close this chat
more|更多|More
talkingTo|正在和{bot}聊天|chatting with {bot}
inGroup|在群组「{title}」里 · {n} 位成员|in “{title}” · {n} members
connecting|正在重新连接…|Reconnecting…
chatOf|{name}的聊天|{name}'s chat
messages|消息|Messages
start|开始|Start
startHint|{bot}会一步一步带着您办。|{bot} takes you through it step by step.
whatCanBotDo|{bot}能做什么？|What can {bot} do?
typing|正在输入…|typing…
upload_photo|正在发送照片…|sending a photo…
upload_document|正在发送文件…|sending a file…
edited|已编辑|edited
you|您|You
newMessages|{n} 条新消息|{n} new messages
toEnd|到最新一条|To the latest message
messageMenu|消息的操作|Message actions
write|输入消息|Message
send|发送|Send
attach|附件|Attach
commands|命令|Commands
showKeys|显示按钮|Show buttons
hideKeys|收起按钮|Hide buttons
keysLabel|快捷回复|Quick replies
reply|回复|Reply
copy|复制文字|Copy text
forward|转发|Forward
editOwn|编辑|Edit
pin|置顶|Pin
unpin|取消置顶|Unpin
pinned|置顶消息|Pinned
deleteMessage|删除|Delete
copied|已复制|Copied
replyTo|回复{name}|Reply to {name}
editing|编辑消息|Edit message
cancel|取消|Cancel
close|关闭|Close
ok|知道了|OK
forwardTo|转发到哪里？|Forward to?
forwarded|已转发|Forwarded
forwardedFrom|转发自{name}|Forwarded from {name}
samples|示例证件照|Sample ID photos
samplesHint|没有照片？点一张就发出。|No photo at hand? One tap sends one.
sample_good|合格|Good
sample_good_hint|白底 590×826|White, 590×826
sample_size|尺寸不对|Wrong size
sample_size_hint|横幅 640×480|640×480
sample_blue|蓝色背景|Blue background
sample_blue_hint|要求白底|Not white
sample_blur|模糊|Blurred
sample_blur_hint|看不清脸|Face not clear
pictures|照片或视频|Photo or video
photo|照片|Photo
video|视频|Video
video_note|视频留言|Video message
animation|动图|GIF
audio|音频|Audio
voice|语音|Voice message
voiceFile|语音（选一个音频文件）|Voice (choose an audio file)
document|文件|File
contact|名片|Contact
location|位置|Location
venue|地点|Venue
sticker|贴纸|Sticker
dice|骰子|Dice
poll|投票|Poll
asFile|以文件发送（不压缩）|Send as a file (uncompressed)
sendPhoto|发送照片|Send photo
sendFile|发送文件|Send file
caption|说明（可不填）|Caption (optional)
files|{n} 个文件|{n} files
shareOwn|把您的手机号发给{bot}？|Share your phone number with {bot}?
shareOwnBody|对方会看到{name}的手机号 {phone}。|It will see {name}'s number, {phone}.
share|发送手机号|Share number
shareWho|发送谁的名片？|Whose contact do you send?
own|本人|yourself
shareLocation|把您的位置发给{bot}？|Share your location with {bot}?
shareLocationBody|会发送一个演示位置（北京）。|A demo location in Beijing is sent.
sendLocation|发送位置|Share location
openedBy|由谁打开？|Who opens it?
openLinkHint|打开就等于按下「开始」。|Opening it is the same as pressing “Start”.
dropHere|松开鼠标，发送给{bot}|Drop to send to {bot}
block|停用机器人|Stop the bot
unblock|重新启用机器人|Restart the bot
deleteChat|删除聊天|Delete chat
deleteAsk|删除{name}的整个聊天？|Delete all of {name}'s chat?
deleteBody|机器人也会停用；已经提交的内容不受影响。|The bot is stopped too; nothing handed in is lost.
openOriginal|打开原图|Open the original
failed|没有成功：{reason}|That did not work: {reason}
offline|连不上演示程序，回来后会自动接上。|The demo is away; the page reconnects when it is back.
notHere|这种按钮在这里打不开|This button cannot be opened here
unsupported|这里显示不了这种消息|This message cannot be shown here
spoiler|点开查看隐藏的文字|Show the hidden text
joined|{who}加入了群组|{who} joined the group
added|{who}邀请{whom}加入|{who} added {whom}
left|{who}退出了群组|{who} left the group
removed|{who}把{whom}移出了群组|{who} removed {whom}
pinnedBy|{who}置顶了：{what}|{who} pinned: {what}
renamed|{who}把群名改为「{title}」|{who} named the group “{title}”
groupMade|{who}建立了群组|{who} created the group
migrated|群组已升级为超级群组|The group became a supergroup
newPicture|{who}换了群头像|{who} changed the group photo
add|添加成员|Add a member
remove|移出成员|Remove a member
promote|设为管理员|Make administrator
demote|取消管理员|No longer administrator
noGroup|还没有群组，请先新建。|No group yet. Please make one.
addTo|加到哪个群组？|Add to which group?
stop_poll|结束投票|Stop the poll
asked|已申请加入|Asked to join
leave|退出群组|Leave the group
leaveAsk|退出「{title}」？|Leave “{title}”?
quiz|测验|Quiz
pollAnonymous|匿名投票|Anonymous poll
pollOpen|实名投票|Public poll
pollClosed|投票已结束|Final results
voters|{n} 人已投|{n} voted
vote|投票|Vote
retract|撤回投票|Retract vote
yourVote|您选的|your vote
rightAnswer|正确答案|right answer
newPoll|新投票|New poll
pollQuestion|问题|Question
pollOptions|选项，一行一个|Options, one a line
anonymous|匿名|Anonymous
severalAnswers|可选多项|Several answers
scan|扫二维码|Scan a QR code
scanLooking|正在找二维码…|Looking for codes…
scanPick|点一个来扫，或选一张图片。|Tap one to scan it, or choose a picture.
scanNone|聊天里没有二维码。请选一张图片，或直接粘贴。|No codes in the chats. Choose a picture, or paste one.
scanOwn|选一张图片|Choose a picture
scanEmpty|这张图片里没有二维码|There is no code in this picture
scanned|二维码的内容|What the code says
panel|开发者面板|Developer panel
tab_updates|更新|Updates
tab_calls|调用|Calls
tab_faults|故障|Faults
tab_clock|时间|Clock
thisChat|仅限当前聊天|This chat only
nothing|还没有|Nothing yet
warnings|{n} 处不合规范|{n} warnings
faults|下一次调用的故障|Fault for the next calls
fault|故障|Fault
method|方法|Method
times|次数|Times
seconds|秒|Seconds
order|安排|Order
clearFaults|全部取消|Clear all
world|服务器|Server
limits|按 Telegram 的频率限制|Telegram's sending limits
redeliver|重发更新|Deliver again
shuffle|打乱重发|Again, shuffled
restart|重启|Restart
reset|全部清空|Reset all
resetAsk|清空所有聊天？|Reset everything?
resetBody|所有消息都会消失。|All messages go away.
done|好了|Done
`.trim().split("\n").map((line) => line.split("|")).map(([key, ...both]) => [key, both]));
const LANGUAGES = ["zh", "en"];
const KEY = "jianding.language";

let current = localStorage.getItem(KEY) === "en" ? "en" : "zh";

/** "zh" (default) or "en". */
export const language = () => current;

export function switchLanguage() {
	current = current === "zh" ? "en" : "zh";
	localStorage.setItem(KEY, current);
}

export const has = (key) => WORDS.has(key);

/** The words for a key, with {places} filled. */
export const say = (key, places = {}) => WORDS.get(key)[LANGUAGES.indexOf(current)].replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);

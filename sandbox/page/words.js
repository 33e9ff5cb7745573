// Every word the page itself says, in Chinese and English, and the language in force.

const ZH = {
  product: "鉴定", tagline: "演示聊天", pageTitle: "鉴定 · 演示聊天",
  otherLanguage: "English", otherLanguageShort: "EN", switchLanguage: "Switch the page to English",
  theme_system: "外观：跟随系统", theme_light: "外观：浅色", theme_dark: "外观：深色",
  clock: "演示时间（北京时间）", clockHint: "演示时间可以往后拨，提醒和通知马上就到", hour: "+1 小时", day: "+1 天", resetClock: "回到现在",
  clockMoved: "演示时间已到 {time}", hourLong: "往后拨 1 小时", dayLong: "往后拨 1 天",
  people: "人员", peopleHint: "点一个人，您就是他", newPerson: "新建一个人", unread: "{n} 条未读", youAre: "您现在是{name}",
  openBeside: "在旁边打开{name}的聊天", second: "第二个窗口", secondClose: "关掉第二个窗口",
  emptyOne: "选一个考生，按「开始」，像平常聊天一样报名。", emptyTwo: "再点「第二个窗口」，请一位审核员在旁边审核。",
  emptyPhone: "点一个考生，按「开始」；要审核，就返回来换成审核员。",
  pickSecond: "旁边再看谁的聊天？", nobody: "这里还没有人。先新建一个人，再按「开始」。",
  role_candidate: "考生", role_reviewer: "审核员", role_director: "站长", role_administrator: "系统管理员", role_planner: "考务员",
  role_invigilator: "监考员", role_examiner: "考评员", role_supervisor: "质量督导员", role_archivist: "档案员",
  role_first_reviewer: "初审员", role_second_reviewer: "复审员", role_score_clerk: "登分员", role_score_auditor: "成绩审核员", role_certificate_officer: "证书管理员", role_paper_officer: "试卷保管员",
  back: "返回人员列表", closeChat: "关闭这个聊天", more: "更多", talkingTo: "正在和{bot}聊天", connecting: "正在重新连接…",
  chatOf: "{name}的聊天", messages: "消息", start: "开始", startHint: "{bot}会一步一步带着您办。",
  typing: "正在输入…", upload_photo: "正在发送照片…", upload_document: "正在发送文件…", record_voice: "正在录音…", choose_sticker: "正在挑选贴纸…",
  edited: "已编辑", you: "您", newMessages: "{n} 条新消息", toEnd: "到最新一条", messageMenu: "这条消息的操作",
  write: "输入消息", send: "发送", attach: "附件", commands: "命令", showKeys: "显示按钮", hideKeys: "收起按钮", keysLabel: "快捷回复",
  reply: "回复", copy: "复制文字", forward: "转发给机器人", editOwn: "编辑", copied: "已复制", replyTo: "回复{name}", editing: "编辑消息",
  cancel: "取消", close: "关闭", ok: "知道了",
  forwardWho: "由谁转发给机器人？", forwarded: "已转发", forwardedFrom: "转发自{name}",
  samples: "示例证件照", samplesHint: "没有照片也能试：点一张就发出。", photo: "照片", document: "文件", contact: "名片", location: "位置", voice: "语音", sticker: "贴纸",
  sampleGood: "合格", sampleGoodHint: "白底，590×826", sampleSize: "尺寸不对", sampleSizeHint: "横幅，640×480", sampleBlue: "蓝色背景", sampleBlueHint: "要求白底", sampleBlur: "模糊", sampleBlurHint: "看不清人脸",
  asFile: "以文件发送（不压缩）", sendPhoto: "发送照片", sendFile: "发送文件", caption: "说明（可不填）", files: "{n} 个文件",
  shareOwn: "把您的手机号发给{bot}？", shareOwnBody: "对方会看到{name}的手机号 {phone}。", share: "发送手机号",
  shareWho: "发送谁的名片？", own: "本人", shareLocation: "把您的位置发给{bot}？", shareLocationBody: "会发送一个演示位置（北京天安门附近）。", sendLocation: "发送位置",
  openedBy: "由谁打开这个链接？", openLinkHint: "这是机器人的专用链接，打开就等于按下「开始」。", dropHere: "松开鼠标，发送给{bot}",
  block: "停用机器人", unblock: "重新启用机器人", deleteChat: "删除聊天", deleteAsk: "删除{name}的整个聊天？", deleteBody: "消息会从这里消失，机器人也会停用；已经提交的内容不受影响。", blockedDone: "已停用，机器人发不了消息给{name}", unblockedDone: "已重新启用",
  viewer: "查看照片", openOriginal: "打开原图", failed: "没有成功：{reason}", offline: "连不上演示程序，它回来后会自动接上。",
  notHere: "这里不能打开这种按钮。", unsupported: "这里显示不了这种消息", voiceSeconds: "语音 {n} 秒", poll: "投票", spoiler: "点开查看隐藏的文字", tooBig: "文件超过 50 MB，发不了",
};

const EN = {
  product: "Jianding", tagline: "demo chat", pageTitle: "Jianding · demo chat",
  otherLanguage: "中文", otherLanguageShort: "中", switchLanguage: "页面改用中文",
  theme_system: "Appearance: as the system", theme_light: "Appearance: light", theme_dark: "Appearance: dark",
  clock: "Demo time (Beijing)", clockHint: "Wind the demo time forward and reminders arrive at once", hour: "+1 hour", day: "+1 day", resetClock: "Back to now",
  clockMoved: "Demo time is now {time}", hourLong: "One hour forward", dayLong: "One day forward",
  people: "People", peopleHint: "You are whoever you choose", newPerson: "New person", unread: "{n} unread", youAre: "You are {name}",
  openBeside: "Open {name}'s chat beside this one", second: "Second chat", secondClose: "Close the second chat",
  emptyOne: "Choose a candidate and press “Start”, then register by chatting.", emptyTwo: "Press “Second chat” to have a reviewer beside you.",
  emptyPhone: "Tap a candidate and press “Start”; come back here to become the reviewer.",
  pickSecond: "Whose chat goes here?", nobody: "Nobody is here yet. Make a new person, then press “Start”.",
  role_candidate: "Candidate", role_reviewer: "Reviewer", role_director: "Director", role_administrator: "Administrator", role_planner: "Planner",
  role_invigilator: "Invigilator", role_examiner: "Examiner", role_supervisor: "Supervisor", role_archivist: "Archivist",
  role_first_reviewer: "First reviewer", role_second_reviewer: "Second reviewer", role_score_clerk: "Score clerk", role_score_auditor: "Score auditor", role_certificate_officer: "Certificate officer", role_paper_officer: "Paper officer",
  back: "Back to the people", closeChat: "Close this chat", more: "More", talkingTo: "chatting with {bot}", connecting: "Reconnecting…",
  chatOf: "{name}'s chat", messages: "Messages", start: "Start", startHint: "{bot} takes you through it step by step.",
  typing: "typing…", upload_photo: "sending a photo…", upload_document: "sending a file…", record_voice: "recording…", choose_sticker: "choosing a sticker…",
  edited: "edited", you: "You", newMessages: "{n} new messages", toEnd: "To the latest message", messageMenu: "Actions for this message",
  write: "Message", send: "Send", attach: "Attach", commands: "Commands", showKeys: "Show buttons", hideKeys: "Hide buttons", keysLabel: "Quick replies",
  reply: "Reply", copy: "Copy text", forward: "Forward to the bot", editOwn: "Edit", copied: "Copied", replyTo: "Reply to {name}", editing: "Edit message",
  cancel: "Cancel", close: "Close", ok: "OK",
  forwardWho: "Who forwards it to the bot?", forwarded: "Forwarded", forwardedFrom: "Forwarded from {name}",
  samples: "Sample ID photos", samplesHint: "No photo at hand? One tap sends one of these.", photo: "Photo", document: "File", contact: "Contact", location: "Location", voice: "Voice", sticker: "Sticker",
  sampleGood: "Good", sampleGoodHint: "White, 590×826", sampleSize: "Wrong size", sampleSizeHint: "Landscape, 640×480", sampleBlue: "Blue background", sampleBlueHint: "White is asked for", sampleBlur: "Blurred", sampleBlurHint: "Face not clear",
  asFile: "Send as a file (uncompressed)", sendPhoto: "Send photo", sendFile: "Send file", caption: "Caption (optional)", files: "{n} files",
  shareOwn: "Share your phone number with {bot}?", shareOwnBody: "It will see {name}'s number, {phone}.", share: "Share number",
  shareWho: "Whose contact do you send?", own: "yourself", shareLocation: "Share your location with {bot}?", shareLocationBody: "A demo location is sent (near Tiananmen, Beijing).", sendLocation: "Share location",
  openedBy: "Who opens this link?", openLinkHint: "It is a link into the bot: opening it is the same as pressing “Start”.", dropHere: "Drop to send to {bot}",
  block: "Stop the bot", unblock: "Restart the bot", deleteChat: "Delete chat", deleteAsk: "Delete all of {name}'s chat?", deleteBody: "The messages go away and the bot is stopped; nothing handed in is lost.", blockedDone: "Stopped: the bot cannot write to {name}", unblockedDone: "Restarted",
  viewer: "Photo", openOriginal: "Open the original", failed: "That did not work: {reason}", offline: "The demo program cannot be reached; the page reconnects when it is back.",
  notHere: "This kind of button cannot be opened here.", unsupported: "This kind of message cannot be shown here", voiceSeconds: "Voice, {n} s", poll: "Poll", spoiler: "Show the hidden text", tooBig: "The file is over 50 MB and cannot be sent",
};

const TABLES = { zh: ZH, en: EN };
const KEY = "jianding.language";

let current = localStorage.getItem(KEY) === "en" ? "en" : "zh";

/** "zh" (default) or "en". */
export const language = () => current;

export function switchLanguage() {
  current = current === "zh" ? "en" : "zh";
  localStorage.setItem(KEY, current);
}

/** The words for a key, with {places} filled; an unknown key is returned as it is. */
export function say(key, places = {}) {
  const words = TABLES[current][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

export const has = (key) => key in TABLES[current];

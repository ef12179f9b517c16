"""Walls, notices and honest pages in other languages: what is a set phrase in English is one there as well."""

from __future__ import annotations

from tests.gathering.answers import Answer, bare

URL = "https://ledger.example/article/4711"

# One good article a language, of a few sentences with figures; walls and notices beside them.
ARTICLES = {
    "zh": ("轨道交通客流创新高", "市交通局表示，今年第一季度新开通的有轨电车线路共运送乘客41.2万人次，"
                        "比去年同期增长16%。官员说，这一数字超出了"
           "预期。每辆电车最多可载240人，工作日早高峰大多满员。市政府计划再购置14辆电车，单价约400万欧元。"
           "批评者认为这笔钱用于公交更合适。"),
    "ja": ("路面電車の利用者が過去最多",
           "市交通局によると、新しい路面電車の利用者は第1四半期に41万2000人となり、前年同期から16％増えた。"
           "担当者は「予想を上回る数字だ」"
           "と話す。車両の定員は240人で、平日の朝はほぼ満員になる。"
           "市は1両およそ4億円の車両を14両追加で購入する計画だ。"),
    "ko": ("트램 이용객 사상 최대", "시 교통국은 올해 1분기 새 트램 노선의 이용객이 41만2천 명으로 지난해 "
                           "같은 기간보다 16% 늘었다고 밝혔다. 담당자들은 예상을 "
           "웃도는 수치라고 말했다. 차량 한 대의 정원은 240명이며 평일 아침에는 대부분 만차다. 시는 14대를 "
           "더 구입할 계획이다."),
    "ru": ("Трамвай бьёт рекорды", "За первый квартал новая линия трамвая перевезла 412 тысяч пассажиров, "
                                   "что на 16 процентов больше, чем год назад. "
           "Чиновники ожидали роста примерно на девять процентов, и эта цифра удивила даже работников депо. "
           "Каждый вагон вмещает 240 человек, "
           "и по утрам в будни большинство из них заполнены уже на третьей остановке. Город закупит ещё "
           "четырнадцать вагонов."),
    "uk": ("Трамвай б'є рекорди", "За перший квартал нова лінія трамвая перевезла 412 тисяч пасажирів, що на "
                                  "16 відсотків більше, ніж торік. Посадовці "
           "очікували зростання приблизно на дев'ять відсотків. Кожен вагон вміщує 240 людей, і зранку в "
           "будні більшість із них заповнені. "
           "Місто придбає ще чотирнадцять вагонів по чотири мільйони євро."),
    "ar": ("أرقام قياسية للترام", "نقل خط الترام الجديد 412 ألف راكب في الربع الأول من العام، بزيادة قدرها "
                                  "16 في المئة عن العام الماضي. وقال مسؤولون إن الرقم "
           "فاق التوقعات. وتتسع كل عربة لنحو 240 راكبا، وتكون معظمها ممتلئة في صباح أيام العمل. وتخطط "
           "المدينة لشراء أربع عشرة عربة أخرى."),
    "pl": ("Tramwaj bije rekordy", "W pierwszym kwartale nowa linia tramwajowa przewiozła 412 tysięcy "
                                   "pasażerów, o 16 procent więcej niż rok wcześniej. "
           "Urzędnicy spodziewali się wzrostu o około dziewięć procent. Każdy tramwaj zabiera do 240 osób, a "
           "w dni robocze rano większość jest pełna "
           "już na trzecim przystanku. Miasto chce kupić jeszcze czternaście wagonów po cztery miliony euro."),
    "tr": ("Tramvay rekor "
           "kırdı", "Yeni tramvay hattı yılın ilk çeyreğinde 412 bin yolcu taşıdı; bu, geçen yıla göre yüzde "
                    "16 artış demek. Yetkililer yaklaşık "
           "yüzde dokuzluk bir artış bekliyordu. Her tramvay 240 yolcu alıyor ve hafta içi sabahları çoğu "
           "dolu. Belediye tanesi dört milyon avroya "
           "on dört araç daha almayı planlıyor."),
    "sv": ("Spårvagnen slår "
           "rekord", "Under första kvartalet reste 412 000 personer med den nya spårvägen, sexton procent "
                     "fler än ett år tidigare. Tjänstemännen "
           "hade väntat sig en ökning på omkring nio procent. Varje vagn tar 240 passagerare och på "
           "vardagsmorgnar är de flesta fulla redan vid "
           "tredje hållplatsen. Staden vill köpa fjorton vagnar till för fyra miljoner euro styck."),
    "da": ("Letbanen slår "
           "rekord", "I første kvartal kørte 412.000 passagerer med den nye letbane, seksten procent flere "
                     "end året før. Embedsmændene havde "
           "regnet med en vækst på omkring ni procent. Hver vogn har plads til 240, og på hverdagsmorgener "
           "er de fleste fulde allerede ved tredje "
           "stop. Byen vil købe fjorten vogne mere til fire millioner euro stykket."),
    "no": ("Trikken setter "
           "rekord", "I første kvartal reiste 412 000 passasjerer med den nye trikken, seksten prosent flere "
                     "enn året før. Byrådet hadde ventet en "
           "vekst på rundt ni prosent. Hver vogn tar 240 passasjerer, og på hverdagsmorgener er de fleste "
           "fulle allerede ved tredje stopp. Byen "
           "vil kjøpe fjorten vogner til."),
    "fi": ("Raitiovaunu rikkoi "
           "ennätyksen", "Ensimmäisellä neljänneksellä uudella raitiotiellä matkusti 412 000 ihmistä, "
                         "kuusitoista prosenttia enemmän kuin "
           "vuotta aiemmin. Virkamiehet odottivat noin yhdeksän prosentin kasvua. Vaunuun mahtuu 240 "
           "matkustajaa, ja arkiaamuisin useimmat ovat "
           "täynnä. Kaupunki aikoo ostaa neljätoista vaunua lisää."),
    "cs": ("Tramvaj láme rekordy", "V prvním čtvrtletí přepravila nová tramvajová linka 412 tisíc "
                                   "cestujících, o 16 procent více než před rokem. Úředníci čekali "
           "růst asi o devět procent. Každá tramvaj pojme 240 lidí a ve všední dny ráno je většina plná už "
           "na třetí zastávce. Město chce koupit "
           "dalších čtrnáct vozů po čtyřech milionech eur."),
    "hu": ("Rekordot döntött a "
           "villamos", "Az első negyedévben 412 ezer utas szállt az új villamosra, 16 százalékkal több, mint "
                       "egy évvel korábban. A hivatal "
           "mintegy kilenc százalékos növekedésre számított. Egy kocsiba 240 ember fér, és hétköznap "
           "reggelente a legtöbb tele van. A város "
           "további tizennégy kocsit venne darabonként négymillió euróért."),
    "el": ("Το τραμ σπάει "
           "ρεκόρ", "Το πρώτο τρίμηνο η νέα γραμμή του τραμ μετέφερε 412 χιλιάδες επιβάτες, 16 τοις εκατό "
                    "περισσότερους από πέρυσι. Οι υπεύθυνοι "
           "περίμεναν αύξηση περίπου εννέα τοις εκατό. Κάθε όχημα χωρά 240 επιβάτες και τα πρωινά τα "
           "περισσότερα είναι γεμάτα. Ο δήμος θα "
           "αγοράσει δεκατέσσερα ακόμη οχήματα."),
    "he": ("הרכבת הקלה שוברת "
           "שיאים", "ברבעון הראשון נסעו 412 אלף נוסעים בקו החדש של הרכבת הקלה, עלייה של 16 אחוזים לעומת השנה "
                    "שעברה. הפקידים ציפו לגידול של "
           "כתשעה אחוזים. בכל קרון יש מקום ל-240 נוסעים, ובבקרים של ימי חול רובם מלאים. העירייה מתכננת לקנות "
           "עוד ארבעה עשר קרונות."),
    "hi": ("ट्राम ने बनाया "
           "रिकॉर्ड", "नई ट्राम लाइन ने पहली तिमाही में 4 लाख 12 हजार यात्रियों को ढोया, जो पिछले साल से 16 "
                      "प्रतिशत अधिक है। अधिकारियों को करीब नौ प्रतिशत "
           "वृद्धि की उम्मीद थी। हर ट्राम में 240 यात्री बैठ सकते हैं। शहर चौदह और ट्राम खरीदने की योजना बना "
           "रहा है।"),
    "vi": ("Xe điện lập kỷ "
           "lục", "Trong quý một, tuyến xe điện mới đã chở 412 nghìn lượt khách, tăng 16 phần trăm "
                  "so với năm trước. Các quan chức dự kiến mức tăng "
           "khoảng chín phần trăm. Mỗi toa chở được 240 khách và phần lớn đều đầy vào sáng ngày "
           "thường. Thành phố sẽ mua thêm mười bốn toa."),
    "id": ("Trem memecahkan "
           "rekor", "Pada kuartal pertama jalur trem baru mengangkut 412 ribu penumpang, naik 16 persen dari "
                    "tahun lalu. Para pejabat "
           "memperkirakan kenaikan sekitar sembilan persen. Setiap trem memuat 240 penumpang dan pada pagi "
           "hari kerja sebagian besar penuh. Kota itu "
           "berencana membeli empat belas trem lagi."),
    "ro": ("Tramvaiul bate "
           "recorduri", "În primul trimestru noua linie de tramvai a transportat 412 mii de călători, cu 16 "
                        "la sută mai mulți decât acum un an. "
           "Oficialii se așteptau la o creștere de circa nouă la sută. Fiecare tramvai ia 240 de pasageri, "
           "iar dimineața cele mai multe sunt pline. "
           "Orașul vrea să cumpere încă paisprezece."),
}  # fmt: skip

MISSING = {
    "zh": ("页面不存在", "抱歉，您访问的页面不存在或已被删除。返回首页"),
    "zh-tw": ("找不到頁面", "很抱歉，您要找的頁面不存在或已被移除。回到首頁"),
    "ja": ("ページが見つかりません", "お探しのページは見つかりませんでした。URLが変更されたか、"
                          "削除された可能性があります。トップページへ戻る"),
    "ko": ("페이지를 찾을 수 없습니다", "요청하신 페이지를 찾을 수 없습니다. 주소가 잘못되었거나 삭제되었을 "
                             "수 있습니다. 홈으로"),
    "ru": ("Страница не найдена", "К сожалению, запрашиваемая страница не существует или была удалена. "
                                  "Вернуться на главную"),
    "uk": ("Сторінку не знайдено", "На жаль, сторінка, яку ви шукаєте, не існує або була видалена. На головну"),
    "ar": ("الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة أو تم حذفها. العودة إلى الصفحة الرئيسية"),
    "pl": ("Nie znaleziono "
           "strony", "Przepraszamy, strona, której szukasz, nie istnieje lub została usunięta. Wróć do "
                     "strony głównej"),
    "tr": ("Sayfa bulunamadı", "Üzgünüz, aradığınız sayfa bulunamadı veya kaldırılmış olabilir. Ana sayfaya dön"),
    "sv": ("Sidan kunde inte hittas", "Sidan du söker finns inte eller har flyttats. Till startsidan"),
    "da": ("Siden blev ikke fundet", "Siden, du leder efter, findes ikke længere eller er flyttet. Til forsiden"),
    "no": ("Fant ikke siden", "Siden du leter etter finnes ikke eller er flyttet. Til forsiden"),
    "fi": ("Sivua ei löytynyt", "Etsimääsi sivua ei löydy tai se on poistettu. Palaa etusivulle"),
    "cs": ("Stránka nenalezena", "Omlouváme se, požadovaná stránka neexistuje nebo byla odstraněna. Zpět na "
                                 "hlavní stránku"),
    "hu": ("Az oldal nem található", "Sajnáljuk, a keresett oldal nem létezik vagy törölték. Vissza a főoldalra"),
    "el": ("Η σελίδα δεν βρέθηκε", "Λυπούμαστε, η σελίδα που αναζητάτε δεν υπάρχει ή έχει διαγραφεί. "
                                   "Επιστροφή στην αρχική"),
    "he": ("הדף לא נמצא", "מצטערים, הדף שחיפשת אינו קיים או הוסר. חזרה לדף הבית"),
    "hi": ("पृष्ठ नहीं मिला", "क्षमा करें, आप जिस पृष्ठ को खोज रहे हैं वह मौजूद नहीं है या हटा दिया गया है। "
                              "मुखपृष्ठ पर जाएं"),
    "vi": ("Không tìm thấy trang", "Xin lỗi, trang bạn tìm không tồn tại hoặc đã bị xóa. Về trang chủ"),
    "id": ("Halaman tidak "
           "ditemukan", "Maaf, halaman yang Anda cari tidak ditemukan atau telah dihapus. Kembali ke beranda"),
    "ro": ("Pagina nu a fost "
           "găsită", "Ne pare rău, pagina căutată nu există sau a fost ștearsă. Înapoi la prima pagină"),
    "pt": ("Página não encontrada", "Desculpe, a página que você procura não existe ou foi removida. Voltar "
                                    "à página inicial"),
    "it": ("Pagina non trovata", "Spiacenti, la pagina che cerchi non esiste o è stata rimossa. Torna alla home"),
    "nl": ("Pagina niet gevonden", "Sorry, de pagina die u zoekt bestaat niet of is verwijderd. Terug naar "
                                   "de homepage"),
}  # fmt: skip

BOT_WALLS = {
    "zh": ("安全验证", "请完成安全验证后继续访问。为确认您不是机器人，请拖动滑块完成拼图。"),
    "ja": ("アクセスが拒否されました", "お使いのネットワークから通常と異なるアクセスを検知しました。"
                           "ロボットではないことを確認してください。"),
    "ko": ("보안 확인", "비정상적인 접근이 감지되었습니다. 로봇이 아님을 확인해 주세요."),
    "ru": ("Вы не робот?", "Подтвердите, что запросы отправляли вы, а не робот. С вашего адреса поступает "
                           "подозрительный трафик."),
    "uk": ("Перевірка безпеки", "Підтвердьте, що ви не робот, щоб продовжити перегляд сайту."),
    "ar": ("التحقق من الأمان", "يرجى التأكد من أنك لست روبوتا للمتابعة إلى الموقع."),
    "pl": ("Dostęp zabroniony", "Wykryliśmy nietypowy ruch z Twojej sieci. Potwierdź, że nie jesteś robotem, "
                                "aby kontynuować."),
    "tr": ("Güvenlik doğrulaması", "Devam etmek için robot olmadığınızı doğrulayın. Ağınızdan olağan dışı "
                                   "trafik algılandı."),
    "sv": ("Åtkomst nekad", "Vi har upptäckt ovanlig trafik från ditt nätverk. Bekräfta att du inte är en "
                            "robot för att fortsätta."),
    "da": ("Adgang nægtet", "Bekræft venligst, at du ikke er en robot, for at fortsætte til siden."),
    "no": ("Ingen tilgang", "Bekreft at du ikke er en robot for å fortsette til siden."),
    "fi": ("Pääsy estetty", "Vahvista, että et ole robotti, jotta voit jatkaa sivustolle."),
    "cs": ("Přístup odepřen", "Zjistili jsme neobvyklý provoz z vaší sítě. Potvrďte, že nejste robot."),
    "hu": ("Hozzáférés megtagadva", "Kérjük, erősítse meg, hogy Ön nem robot, a folytatáshoz."),
    "el": ("Έλεγχος ασφαλείας", "Επιβεβαιώστε ότι δεν είστε ρομπότ για να συνεχίσετε."),
    "he": ("אימות אבטחה", "אנא אשר שאינך רובוט כדי להמשיך לאתר."),
    "vi": ("Xác minh bảo mật", "Vui lòng xác minh bạn không phải là người máy để tiếp tục."),
    "id": ("Akses ditolak", "Harap verifikasi bahwa Anda bukan robot untuk melanjutkan."),
    "ro": ("Acces interzis", "Confirmați că nu sunteți robot pentru a continua."),
    "pt": ("Acesso negado", "Confirme que você não é um robô para continuar. Detectamos tráfego incomum da "
                            "sua rede."),
    "it": ("Accesso negato", "Conferma di non essere un robot per continuare. Abbiamo rilevato traffico "
                             "insolito dalla tua rete."),
    "nl": ("Toegang geweigerd", "Bevestig dat u geen robot bent om verder te gaan. We zagen ongebruikelijk "
                                "verkeer vanaf uw netwerk."),
}  # fmt: skip

LOGIN_WALLS = {
    "zh": ("会员专享", "请登录后继续阅读。本文仅限订阅用户阅读，立即订阅即可畅读全文。"),
    "ja": ("会員限定記事", "この記事は有料会員限定です。続きを読むにはログインまたは会員登録が必要です。"),
    "ko": ("로그인", "이 기사는 구독자 전용입니다. 계속 읽으려면 로그인해 주세요."),
    "ru": ("Только для подписчиков", "Чтобы прочитать статью полностью, войдите или оформите подписку."),
    "pl": ("Treść dla subskrybentów", "Zaloguj się lub wykup subskrypcję, aby przeczytać cały artykuł."),
    "tr": ("Abonelere özel", "Okumaya devam etmek için giriş yapın veya abone olun."),
    "sv": ("För prenumeranter", "Logga in eller bli prenumerant för att läsa hela artikeln."),
    "da": ("Kun for abonnenter", "Log ind eller bliv abonnent for at læse hele artiklen."),
    "no": ("For abonnenter", "Logg inn eller bli abonnent for å lese hele saken."),
    "fi": ("Vain tilaajille", "Kirjaudu sisään tai tilaa lukeaksesi koko artikkelin."),
    "cs": ("Jen pro předplatitele", "Přihlaste se nebo si předplaťte přístup a čtěte celý článek."),
    "ar": ("للمشتركين فقط", "لمتابعة القراءة يرجى تسجيل الدخول أو الاشتراك."),
    "pt": ("Conteúdo para assinantes", "Faça login ou assine para continuar lendo."),
    "it": ("Contenuto riservato agli abbonati", "Accedi o abbonati per continuare a leggere."),
    "nl": ("Alleen voor abonnees", "Log in of neem een abonnement om verder te lezen."),
}  # fmt: skip

CONSENT_WALLS = {
    "ja": ("プライバシー設定", "当サイトおよび提携先はクッキーを使用して個人データを処理し、広告を表示します。"
                       "「同意する」を押して続行してください。", "同意する"),
    "ko": ("개인정보 동의", "당사와 파트너는 쿠키를 사용하여 개인 데이터를 처리하고 맞춤형 광고를 "
                      "제공합니다. 계속하려면 동의해 주세요.", "동의합니다"),
    "zh": ("隐私设置", "我们和合作伙伴使用Cookie存储和处理您的个人数据，以提供个性化广告。"
                   "点击“同意”即可继续访问本网站。", "同意"),
    "ru": ("Согласие на обработку "
           "данных", "Мы и наши партнёры используем файлы cookie и обрабатываем ваши персональные данные для "
                     "показа рекламы. Нажмите «Принять», "
           "чтобы продолжить.", "Принять"),
    "pl": ("Zgoda na pliki "
           "cookie", "My i nasi partnerzy używamy plików cookie i przetwarzamy Twoje dane osobowe, aby "
                     "wyświetlać reklamy. Kliknij „Akceptuję”, "
           "aby przejść do serwisu.", "Akceptuję"),
    "tr": ("Gizlilik tercihleri", "Biz ve ortaklarımız çerezleri kullanıyor ve kişisel verilerinizi reklam "
                                  "göstermek için işliyoruz. Devam etmek için kabul edin.",
           "Kabul et"),
    "sv": ("Vi värnar om din "
           "integritet", "Vi och våra partner använder cookies och behandlar dina personuppgifter för att "
                         "visa annonser. Godkänn för att fortsätta.",
           "Godkänn alla"),
    "da": ("Samtykke til cookies", "Vi og vores partnere bruger cookies og behandler dine persondata for at "
                                   "vise annoncer. Accepter for at fortsætte.", "Accepter"),
    "no": ("Samtykke", "Vi og våre partnere bruker informasjonskapsler og behandler personopplysningene dine "
                       "for å vise annonser. Godta for å fortsette.", "Godta"),
    "fi": ("Evästeasetukset", "Me ja kumppanimme käytämme evästeitä ja käsittelemme henkilötietojasi "
                              "mainosten näyttämiseksi. Hyväksy jatkaaksesi.", "Hyväksy"),
    "cs": ("Souhlas s cookies", "My a naši partneři používáme soubory cookie a zpracováváme vaše osobní "
                                "údaje k zobrazování reklam. Pro pokračování udělte souhlas.",
           "Souhlasím"),
}  # fmt: skip

# Articles about the very things that walls and notices are made of, which must never be taken for one.
ABOUT = {
    "zh": ("验证码简史", "2023年的一项研究估计，全世界每天有约5亿次验证码输入。"
                    "许多网站要求用户拖动滑块以证明自己不是机器人。研究人员发现，程序的正确率达到"
           "96%，比人类高出11个百分点。另一项调查显示，38%的网页在十年内会变成“页面不存在”。"),
    "ja": ("キャプチャの歴史", "2023年の調査では、世界で1日におよそ5億回キャプチャが入力されている。"
                       "「ロボットではないことを確認してください」と表示するサイトは全体の31％に"
           "のぼる。研究チームによれば、プログラムの正答率は96％で、人間を11ポイント上回った。"),
    "ru": ("Страница не найдена: как исчезает "
           "сеть", "Четверть всех страниц, существовавших в 2013 году, сегодня недоступна, подсчитали "
                   "исследователи. Читатель видит "
           "надпись «страница не найдена» или просьбу подтвердить, что он не робот. В 2024 году так ответили "
           "38 процентов адресов, собранных десятью "
           "годами раньше. Авторы советуют хранить копии: архив вырос на 12 процентов."),
    "pl": ("Pliki cookie po dziesięciu "
           "latach", "Zgodę na pliki cookie wyraża 73 procent użytkowników, wynika z badania z 2025 roku. "
                     "Partnerzy reklamowi przetwarzają dane "
           "osobowe średnio w 14 krajach. Komisja chce, aby przeglądarki zapamiętywały wybór, co skróciłoby "
           "czas klikania o 575 milionów godzin rocznie."),
    "sv": ("Betalväggarna blir "
           "fler", "Sju av tio tidningar låter bara prenumeranter läsa hela artikeln, visar en rapport från "
                   "2025. Antalet som loggar in varje dag har "
           "ökat med 12 procent. Den som vill fortsätta läsa betalar i snitt 119 kronor i månaden, 9 kronor "
           "mer än året innan."),
    "tr": ("Çerez onayları", "2025 tarihli bir araştırmaya göre kullanıcıların yüzde 73'ü çerezleri kabul "
                             "ediyor. Kişisel veriler ortalama 14 ülkede işleniyor. Siteler devam "
           "etmek için onay istiyor, ancak ziyaretçilerin yüzde 21'i sayfayı kapatıyor."),
    "ko": ("유료 구독의 시대", "2025년 조사에 따르면 신문사의 70%가 구독자 전용 기사를 운영한다. 로그인해 "
                        "기사를 읽는 이용자는 하루 평균 120만 명으로 1년 새 12% 늘었다. "
           "월평균 구독료는 9천900원이었다."),
    "ar": ("اختبارات الروبوت", "تشير دراسة أجريت عام 2023 إلى أن الناس يحلون نحو 500 مليون اختبار يوميا "
                               "لإثبات أنهم ليسوا روبوتات. ووجد الباحثون أن البرامج تجيب بدقة 96 في "
           "المئة، أي أعلى من البشر بنحو 11 نقطة."),
}  # fmt: skip


def _article(title: str, text: str) -> str:
    return bare(f"{title} - Ledger", f"<nav><a href=/>Home</a></nav><h1>{title}</h1><p>{text}</p>")


def _wall(title: str, text: str, button: str = "OK") -> str:
    return bare(title, f"<h1>{title}</h1><p>{text}</p><button>{button}</button>")


TONGUES = (
    *(Answer(f"{lang} article", "fetched", _article(*told), requested=URL) for lang, told in ARTICLES.items()),
    *(Answer(f"{lang} about walls", "fetched", _article(*told), requested=URL) for lang, told in ABOUT.items()),
    *(Answer(f"{lang} missing", "soft_not_found", _article(*told), requested=URL) for lang, told in MISSING.items()),
    *(Answer(f"{lang} bot wall", "blocked", _wall(*told), requested=URL) for lang, told in BOT_WALLS.items()),
    *(Answer(f"{lang} login", "blocked", _wall(*told), requested=URL) for lang, told in LOGIN_WALLS.items()),
    *(Answer(f"{lang} consent", "blocked", _wall(*told), requested=URL) for lang, told in CONSENT_WALLS.items()),
)

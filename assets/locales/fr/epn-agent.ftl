### Ce que le poste dit à la personne qui l’entretient. Phrases courtes, « vous », pas de sigle inutile.

all-well = Tout va bien sur ce poste.
why = Pourquoi : { $why }
do = À faire : { $action }

## La machine
hot = Le poste est trop chaud ({ $degrees } °C).
hot-why = un poste trop chaud ralentit, puis s’éteint en pleine session.
hot-do = dépoussiérez les grilles et vérifiez que le ventilateur tourne. Laissez de l’espace autour du poste.
disk-full = Le disque est presque plein : il reste { $free } Mio.
disk-full-why = quand le disque est plein, le poste ne peut plus tenir son journal et se met hors service.
disk-full-do = supprimez les anciens paquets (apt clean, apt autoremove), puis cherchez ce qui grossit (du -xh / | sort -h | tail).
memory-short = La mémoire est presque pleine : il reste { $free } Mio.
memory-short-why = les programmes se ferment tout seuls quand la mémoire manque.
memory-short-do = redémarrez le poste entre deux sessions. Si cela revient, ajoutez de la mémoire.
disk-read-only = Le disque ne peut plus être écrit.
disk-read-only-why = c’est souvent le signe d’un disque en fin de vie. Le poste ne peut plus rien enregistrer.
disk-read-only-do = mettez le poste hors service et remplacez le disque.
little-memory = Le poste a peu de mémoire ({ $total } Mio).
little-memory-why = un navigateur et un traitement de texte ne tiennent pas ensemble dans moins de 2 Go.
little-memory-do = ajoutez de la mémoire, ou réservez ce poste à des usages simples.
no-swap = Le poste a { $total } Mio de mémoire et aucune réserve.
no-swap-why = quand la mémoire est pleine, un programme est fermé sans prévenir.
no-swap-do = installez la mémoire compressée : apt install systemd-zram-generator, puis redémarrez.

## L’heure
clock-behind = L’horloge du poste est en retard : elle montre le { $shown }.
clock-behind-why = les heures affichées et notées sont fausses. La durée des sessions, elle, reste juste.
clock-behind-do = réglez l’heure (timedatectl set-time) ou la connexion au réseau. Si l’erreur revient à chaque démarrage, changez la pile de la carte mère.
battery-clock =
    { $days ->
        [one] L’horloge interne est fausse de { $days } jour.
       *[other] L’horloge interne est fausse de { $days } jours.
    }
battery-clock-why = au prochain démarrage sans réseau, le poste montrera une mauvaise heure.
battery-clock-do = enregistrez l’heure (hwclock --systohc). Si l’erreur revient, changez la pile de la carte mère.

## Le logiciel
misconfigured = Le fichier de configuration du poste n’est pas utilisable.
misconfigured-why = le poste ne peut pas démarrer sans sa configuration.
misconfigured-do = corrigez /etc/epn/agent.toml, puis relancez : systemctl restart epn-agent.
agent-stopped = Le gardien du poste ne fonctionne pas.
agent-stopped-why = sans lui, personne ne peut commencer une session et rien n’est effacé.
agent-stopped-do = relancez-le : systemctl restart epn-agent. S’il s’arrête encore, lisez : journalctl -u epn-agent.
kiosk-stopped = L’écran d’accueil ne fonctionne pas.
kiosk-stopped-why = l’écran reste noir : personne ne peut commencer une session.
kiosk-stopped-do = relancez-le : systemctl restart epn-kiosk. S’il s’arrête encore, lisez : journalctl -u epn-kiosk.
no-golden-profile = Le modèle de session manque ({ $path }).
no-golden-profile-why = chaque session commence avec un bureau vide, sans les réglages de la salle.
no-golden-profile-do = préparez un compte, puis enregistrez-le : epn-agent golden save --from COMPTE.

## Le réseau
no-network = Le poste n’est relié à aucun réseau.
no-network-why = sans réseau, personne ne peut commencer une session.
no-network-do = vérifiez le câble à ses deux bouts, ou la connexion Wi-Fi.
not-paired = Le poste n’est relié à aucun serveur de salle.
not-paired-why = c’est le serveur qui ouvre les sessions.
not-paired-do = demandez un code d’appairage sur la console, puis : epn-agent pair --hub ADRESSE -.
hub-silent = Le serveur de la salle ne répond pas ({ $address }).
hub-silent-why = une session en cours continue, mais personne ne peut en commencer une autre.
hub-silent-do = vérifiez que le serveur est allumé et sur le même réseau. Si son adresse a changé, corrigez-la dans /etc/epn/agent.toml.

## L’impression
printing-stopped = Le service d’impression est arrêté.
printing-stopped-why = rien ne s’imprime depuis ce poste.
printing-stopped-do = relancez-le : systemctl restart cups.
printer-stopped = L’imprimante { $name } est en pause sur ce poste.
printer-stopped-why = les documents attendent et ne sortent pas.
printer-stopped-do = vérifiez le papier, l’encre et le câble, puis remettez-la en marche : cupsenable, suivi de son nom.
prints-waiting = { $count } documents attendent d’être imprimés.
prints-waiting-why = une file qui ne se vide pas est bloquée. Les documents appartiennent à des personnes déjà parties.
prints-waiting-do = vérifiez l’imprimante. Pour vider la file : cancel -a.

## La sécurité
lockdown =
    { $count ->
        [one] Un point du verrouillage n’est pas tenu.
       *[other] { $count } points du verrouillage ne sont pas tenus.
    }
lockdown-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
lockdown-why = un usager pourrait sortir de sa session, ou laisser une trace derrière lui.
lockdown-do = lisez le détail avec : epn-agent check. Le plus souvent : apt install --reinstall epn-station, puis redémarrez.
starts-elsewhere = Le poste essaie de démarrer sur « { $name } » avant son disque.
starts-elsewhere-why = une personne pourrait démarrer le poste sur sa propre clé et lire le disque.
starts-elsewhere-do = dans l’écran de réglage du poste (souvent F2 ou Suppr au démarrage), mettez le disque en premier et posez un mot de passe.

## Ce qui n’a pas pu être essayé
untested-heading = Ce logiciel n’a pas pu être essayé avec ces matériels. Regardez-les de près au début :
untested-graphics = Les cartes graphiques (Intel, AMD, Nvidia) : essayé seulement avec un écran virtuel.
untested-graphics-watch = Regardez : un écran noir au passage de l’accueil au bureau, ou une image figée au retour.
untested-screens = Plusieurs écrans, et un écran branché pendant une session.
untested-screens-watch = Regardez : l’accueil doit couvrir tous les écrans, et rien du bureau ne doit rester visible sur le second.
untested-usb = Les clés USB et les disques branchés : leur ouverture, et leur retrait à la fin.
untested-usb-watch = Regardez : la clé s’ouvre sans mot de passe, elle est libérée en fin de session, et une clé oubliée n’est pas visible pour la personne suivante. Si le poste imprime depuis une clé sans session : ses documents s’affichent en quelques secondes, pour chaque format de clé (FAT, exFAT, NTFS).
untested-bluetooth = Les casques et claviers Bluetooth.
untested-bluetooth-watch = Regardez : un appareil associé par une personne ne doit plus l’être pour la suivante.
untested-sound = Le son, le micro et la caméra.
untested-sound-watch = Regardez : le volume revient au réglage de départ, et le micro s’arrête avec la session ou la pause.
untested-suspend = La veille et la fermeture de l’écran d’un portable.
untested-suspend-watch = Regardez : fermer l’écran ne doit rien changer, et la session doit s’arrêter à l’heure.
untested-firmware = Les réglages de démarrage de chaque marque de PC.
untested-firmware-watch = Regardez : un mot de passe protège ces réglages, et le poste ne démarre ni sur une clé ni par le réseau.
untested-printers = Les imprimantes branchées directement sur le poste.
untested-printers-watch = Regardez : un document arrêté en cours d’impression ne doit pas ressortir pour la personne suivante.
untested-scanners = Le scanner de la salle : essayé seulement avec des fichiers déposés dans son dossier.
untested-scanners-watch = Regardez : un document numérisé arrive au bon poste, en entier, et ne reste pas dans le dossier du scanner.

### Ce que tous les programmes disent de la même façon. Phrases courtes, « vous », pas de sigle.

## Heures et dates
hour = { $hour } h
time = { $hour } h { $minute }
midnight = minuit
moment-today = à { $time }
moment-tomorrow = demain à { $time }
moment-weekday = { $day } à { $time }
moment-date = le { $date } à { $time }
day-tomorrow = demain
day-date = le { $date }
week-of = la semaine du { $date }
days-until = les { $days } jours jusqu’au { $date }
date = { $weekday } { $day }
day-first = 1er
day-of-year = { $day } { $month }
seconds =
    { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
hours-minutes = { $hours } h { $minutes }
hours-range = { $start } – { $end }
hours-and = { $before } et { $last }
closed-today = Fermé aujourd’hui
closed-because = Fermé : { $why }
monday = lundi
tuesday = mardi
wednesday = mercredi
thursday = jeudi
friday = vendredi
saturday = samedi
sunday = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

## Décisions
granted-until = Vous pouvez utiliser ce poste jusqu’à { $time }.
next-access = Prochain accès : { $moment }.
next-unknown = Demandez au médiateur quand ce sera possible.
limit-session-length = Une session dure { $length } au plus.
limit-closing = Fin à { $time } : la salle ferme.
limit-ticket = Il reste { $length } sur votre ticket.
running-ticket = Votre ticket sera alors entièrement utilisé.
running-quota-session = Votre temps pour cette session sera alors utilisé : { $allowed }.
running-quota-day = Votre temps d’aujourd’hui sera alors utilisé : { $allowed }.
running-quota-week = Votre temps de cette semaine sera alors utilisé : { $allowed }.
running-quota-month = Votre temps de ce mois-ci sera alors utilisé : { $allowed }.
running-quota-days = Votre temps pour { $days } jours sera alors utilisé : { $allowed }.
running-quota-other = Votre temps pour { $when } sera alors utilisé : { $allowed }.
limit-held = Ce poste est réservé à partir de { $time }.
limit-staff = Le médiateur a ouvert ce poste pour { $length }.
limit-booking = Vous avez réservé ce poste jusqu’à { $time }.
bonus-session = Vous avez { $length } de plus par session : { $why }.
bonus-day = Vous avez { $length } de plus par jour : { $why }.
bonus-week = Vous avez { $length } de plus par semaine : { $why }.
bonus-month = Vous avez { $length } de plus par mois : { $why }.
bonus-days = Vous avez { $length } de plus sur { $days } jours : { $why }.
quota-session = Vous avez utilisé { $used ->
        [one] { $used } minute
       *[other] { $used } minutes
    } sur { $allowed } pour cette session.
quota-day = Vous avez utilisé { $used ->
        [one] { $used } minute
       *[other] { $used } minutes
    } sur { $allowed } aujourd’hui.
quota-week = Vous avez utilisé ou réservé { $used ->
        [one] { $used } minute
       *[other] { $used } minutes
    } sur { $allowed } cette semaine.
quota-month = Vous avez utilisé ou réservé { $used ->
        [one] { $used } minute
       *[other] { $used } minutes
    } sur { $allowed } ce mois-ci.
quota-days = Vous avez utilisé ou réservé { $used ->
        [one] { $used } minute
       *[other] { $used } minutes
    } sur { $allowed } en { $days } jours.
quota-other = Pour { $when }, vous avez utilisé ou réservé { $used ->
        [one] { $used } minute
       *[other] { $used } minutes
    } sur { $allowed }.
refusal-closed = La salle est fermée.
refusal-closed-until = La salle est fermée. Elle ouvre { $moment }.
refusal-closes-soon = La salle ferme bientôt, à { $time }. Il ne reste pas assez de temps pour commencer.
refusal-closure = La salle est fermée : { $why }.
refusal-ticket-spent = Votre ticket de { $length } est entièrement utilisé.
refusal-ticket-expired = Votre ticket n’est plus valable depuis le { $date }.
refusal-busy = Ce poste est déjà pris.
refusal-busy-until = Ce poste est pris jusqu’à { $time }.
refusal-held = Ce poste est réservé de { $from } à { $until }.
refusal-out-of-service = Ce poste est en panne ou à l’arrêt.
refusal-already-in = Vous avez déjà une session ouverte : { $station }.
refusal-no-account = Ici, il faut un ticket ou un compte. Le médiateur vous en donne un.
refusal-accompanied = Avant { $age } ans, il faut venir avec un adulte.
refusal-authorisation = Avant { $age } ans, il faut l’autorisation d’un parent. Parlez-en au médiateur.
refusal-called = Ce poste attend une personne appelée, jusqu’à { $time }.
refusal-too-young = Il faut avoir { $age } ans pour utiliser un poste.
refusal-for-children = Ce poste est pour les moins de { $age } ans.
refusal-booking-not-allowed = Ici, on ne réserve pas. Prenez un poste libre.
refusal-slot-past = Cette heure est déjà passée.
refusal-slot-too-far =
    { $days ->
        [0] On ne peut réserver que pour aujourd’hui.
        [one] On peut réserver { $days } jour à l’avance au plus.
       *[other] On peut réserver { $days } jours à l’avance au plus.
    }
refusal-slot-empty = Choisissez une durée.
refusal-slot-too-long = On peut réserver { $length } au plus.
at-most-closing = Au plus { $length } : la salle ferme à { $time }.
at-most-taken = Au plus { $length } : c’est réservé à partir de { $time }.
at-most-own = Au plus { $length } : vous avez une autre réservation à { $time }.
at-most-quota = Au plus { $length }. { $why }
refusal-slot-off-grid = Les réservations vont de { $length } en { $length }.
refusal-slot-skipped = Ce jour-là, { $time } n’existe pas : on passe à l’heure d’été.
refusal-slot-closed = La salle n’est pas ouverte pendant tout ce temps.
refusal-slot-closed-until = La salle n’est pas ouverte pendant tout ce temps. Elle ouvre ensuite { $moment }.
refusal-slot-taken = C’est déjà réservé de { $from } à { $until }.
refusal-slot-own = Vous avez déjà réservé de { $from } à { $until }.
refusal-too-many-bookings =
    { $held ->
        [one] Vous avez déjà { $held } réservation, sur { $allowed } possible.
       *[other] Vous avez déjà { $held } réservations, sur { $allowed } possibles.
    }
refusal-nothing-such = Il n’y a rien de ce genre ici : { $tag }.
refusal-no-queue = Ici, il n’y a pas de file d’attente.
refusal-queue-full = La file d’attente est pleine : { $waiting } personnes attendent déjà.
refusal-somebody-waits =
    { $count ->
        [one] Une personne attend un poste.
       *[other] { $count } personnes attendent un poste.
    }

## Fins de session
end-time-up = Temps écoulé
end-visitor-left = Départ de l’usager
end-by-staff = Terminée par le médiateur
end-moved = Déplacée sur un autre poste
end-idle = Poste laissé seul
end-closing = Fermeture de la salle
end-station-fault = Panne du poste
end-power-lost = Coupure de courant

## Postes
phase-locked = Libre
phase-starting = Démarrage
phase-active = Occupé
phase-paused = En pause
phase-grace = Fin proche
phase-resetting = Effacement
phase-out-of-service = Hors service
out-staff = Le médiateur a mis ce poste à l’arrêt.
out-staff-note = Le médiateur a mis ce poste à l’arrêt : { $note }
out-leftovers =
    { $count ->
        [one] L’effacement n’est pas complet : 1 trace reste. Le poste est bloqué.
       *[other] L’effacement n’est pas complet : { $count } traces restent. Le poste est bloqué.
    }
out-session-fails = L’espace de travail ne démarre pas.
out-journal = Le disque du poste est plein ou en panne.
out-maintenance = Un technicien y travaille.
reset-proved = Tout a été effacé et vérifié.
reset-unproved =
    { $count ->
        [one] Effacé ; 1 contrôle n’est pas possible sur ce poste.
       *[other] Effacé ; { $count } contrôles ne sont pas possibles sur ce poste.
    }
reset-left =
    { $count ->
        [one] Attention : 1 trace reste.
       *[other] Attention : { $count } traces restent.
    }

## Personnes
category-member = Membre
category-ticket = Ticket
category-no-account = Sans compte
category-staff = Ouvert par le médiateur
age-under-12 = Moins de 12 ans
age-12-17 = 12 à 17 ans
age-18-24 = 18 à 24 ans
age-25-39 = 25 à 39 ans
age-40-59 = 40 à 59 ans
age-60-69 = 60 à 69 ans
age-70-plus = 70 ans et plus
age-unsaid = Je ne le dis pas

## Images
alias-apple = Pomme
alias-anchor = Ancre
alias-balloon = Ballon
alias-bell = Cloche
alias-bike = Vélo
alias-boat = Bateau
alias-book = Livre
alias-bread = Pain
alias-butterfly = Papillon
alias-cat = Chat
alias-cherry = Cerise
alias-cloud = Nuage
alias-dog = Chien
alias-feather = Plume
alias-fish = Poisson
alias-flower = Fleur
alias-guitar = Guitare
alias-house = Maison
alias-key = Clé
alias-leaf = Feuille
alias-moon = Lune
alias-star = Étoile
alias-sun = Soleil
alias-umbrella = Parapluie

## Argent
money = { $amount } €
receipt-top-up = versement
receipt-refund = remboursement

## Documents à imprimer
print-black-pages =
    { $count ->
        [one] { $count } page en noir
       *[other] { $count } pages en noir
    }
print-colour-pages =
    { $count ->
        [one] { $count } page en couleur
       *[other] { $count } pages en couleur
    }
print-mixed-pages = { $count } pages, dont { $colour } en couleur
print-large-pages =
    { $count ->
        [one] { $count } page en grand format
       *[other] { $count } pages en grand format
    }
print-copies =
    { $count ->
        [one] { $count } exemplaire
       *[other] { $count } exemplaires
    }
print-duplex = recto verso

## Verrouillage d’un poste, point par point
lockdown-held =
    { $held ->
        [one] Verrouillage : { $held } point tenu sur { $of }
       *[other] Verrouillage : { $held } points tenus sur { $of }
    }
lockdown-untested =
    { $count ->
        [one] { $count } point ne se vérifie qu’à la main
       *[other] { $count } points ne se vérifient qu’à la main
    }
lockdown-short = Non tenu : { $item }
lockdown-item-no-terminals = Aucune invite de connexion n’apparaît d’elle-même
lockdown-item-leftover-programs = Les programmes d’une session s’arrêtent avec elle
lockdown-item-leftover-ipc = La mémoire partagée d’une session disparaît avec elle
lockdown-item-leftover-manager = Les services d’une session s’arrêtent aussitôt
lockdown-item-power-key = Le bouton marche/arrêt éteint proprement
lockdown-item-restart-key = La touche de redémarrage est sans effet
lockdown-item-suspend-key = La touche de veille est sans effet
lockdown-item-hibernate-key = La touche de veille prolongée est sans effet
lockdown-item-lid = Fermer l’écran est sans effet
lockdown-item-idle = Un poste inutilisé ne s’éteint pas tout seul
lockdown-item-suspend = Le poste ne se met jamais en veille
lockdown-item-hibernate = La mémoire n’est jamais écrite sur le disque
lockdown-item-ctrl-alt-del = Ctrl+Alt+Suppr est sans effet
lockdown-item-keyboard-request = Alt+Flèche haut est sans effet
lockdown-item-terminal-prompt = Pas d’invite de connexion sur le terminal 1
lockdown-item-terminal-prompt-auto = Pas d’invite de connexion sur les autres terminaux
lockdown-item-console-prompt = Pas d’invite de connexion sur la console
lockdown-item-debug-shell = Pas de console de dépannage ouverte
lockdown-item-ctrl-alt-del-burst = Ctrl+Alt+Suppr répété est sans effet
lockdown-item-terminal-programs = Aucun programme sur un autre terminal
lockdown-item-terminal-shown = L’écran montre un terminal du poste
lockdown-item-terminal-lock = Le changement de terminal est bloqué
lockdown-item-reserved-terminal = Aucun terminal gardé pour une connexion
lockdown-item-xorg-switch = Le bureau ne change pas de terminal (Ctrl+Alt+F1)
lockdown-item-xorg-zap = Le bureau ne s’arrête pas par une touche
lockdown-item-sysrq = Les touches de secours du système (SysRq) sont coupées
lockdown-item-ctrl-alt-del-kernel = Ctrl+Alt+Suppr ne redémarre pas la machine
lockdown-item-core-pattern = Aucune copie de la mémoire d’un programme qui plante
lockdown-item-core-privileged = Aucune copie pour un programme du système
lockdown-item-crash-restart = Après une panne du système, le poste redémarre
lockdown-item-kernel-messages = Les messages du système sont réservés au technicien
lockdown-item-kernel-addresses = Les adresses internes du système sont cachées
lockdown-item-tracing = Un programme n’observe pas les autres
lockdown-item-bpf = Les programmes internes au noyau sont réservés
lockdown-item-terminal-disciplines = Les modes spéciaux des terminaux sont réservés
lockdown-item-planted-links = Les liens piégés sont sans effet
lockdown-item-planted-names = Les doubles noms piégés sont sans effet
lockdown-item-planted-pipes = Les tubes piégés sont sans effet
lockdown-item-planted-files = Les fichiers piégés sont sans effet
lockdown-item-terminal-typing = Un programme ne tape pas à la place de la personne
lockdown-item-swap = La mémoire d’échange est illisible ensuite
lockdown-item-visitor-account = Le compte des usagers est le bon
lockdown-item-visitor-groups = Le compte des usagers n’a aucun droit de plus
lockdown-item-visitor-password = Le compte des usagers n’a pas de mot de passe utilisable
lockdown-item-kiosk-groups = L’écran d’accueil n’a aucun droit de plus
lockdown-item-kiosk-password = Le compte de l’écran d’accueil est fermé
lockdown-item-link-groups = La liaison avec le serveur n’a aucun droit de plus
lockdown-item-link-password = Le compte de la liaison est fermé
lockdown-item-empty-passwords = Aucun compte ne s’ouvre sans mot de passe
lockdown-item-core-limit = Les programmes ne laissent pas de copie de leur mémoire
lockdown-item-visitor-manager = Les services de l’usager n’obtiennent aucun droit
lockdown-item-other-printers = Aucune autre imprimante ne s’ajoute d’elle-même
lockdown-item-agent-runs = Le gardien du poste fonctionne
lockdown-item-agent-restart = Le gardien du poste revient tout seul
lockdown-item-agent-no-limit = Le gardien revient autant de fois qu’il faut
lockdown-item-kiosk-restart = L’écran d’accueil revient tout seul
lockdown-item-kiosk-no-limit = L’écran d’accueil revient autant de fois qu’il faut
lockdown-item-visitor-processes = Aucun programme de l’usager ne peut obtenir de droits
lockdown-item-polkit = L’usager ne peut pas demander de droits au système
lockdown-item-sshd = Les comptes du poste sont refusés à distance
lockdown-item-cron = L’usager ne peut pas programmer de tâche répétée
lockdown-item-at = L’usager ne peut pas programmer de tâche
lockdown-item-package-files = Les fichiers installés sont intacts
lockdown-item-home-in-memory = Les documents de l’usager restent en mémoire
lockdown-item-configuration = La configuration est utilisable et protégée
lockdown-item-configuration-folder = Le dossier de configuration est protégé
lockdown-item-agent-program = Le programme du poste est protégé
lockdown-item-state-folder = Le journal du poste est protégé
lockdown-item-station-key = La clé du poste est protégée
lockdown-item-golden-profile = Le modèle de session est protégé
lockdown-item-boot-lock = Modifier le démarrage demande un mot de passe
lockdown-item-boot-alone = Le poste démarre sans mot de passe
lockdown-item-boot-recovery = Le mode de dépannage n’est pas proposé
lockdown-item-boot-secret = Le mot de passe de démarrage est protégé
lockdown-item-start-parameters = Le poste n’a pas démarré en mode dépannage
lockdown-item-start-shell = Une panne de disque n’ouvre pas de console
lockdown-item-firmware = Le démarrage depuis une clé USB est interdit
lockdown-item-file-logind = Fichier intact : terminaux et touches
lockdown-item-file-systemd = Fichier intact : gestion des services
lockdown-item-file-coredump = Fichier intact : copies de mémoire
lockdown-item-file-sleep = Fichier intact : veille
lockdown-item-file-user-manager = Fichier intact : services de l’usager
lockdown-item-file-sysctl = Fichier intact : réglages du noyau
lockdown-item-file-modules = Fichier intact : éléments du noyau interdits
lockdown-item-file-polkit = Fichier intact : droits de l’usager
lockdown-item-file-xorg = Fichier intact : touches du bureau
lockdown-item-file-sshd = Fichier intact : connexions à distance
lockdown-item-file-cups = Fichier intact : service d’impression
lockdown-item-file-cups-files = Fichier intact : ce que l’impression conserve
lockdown-item-file-cron = Fichier intact : tâches répétées
lockdown-item-file-at = Fichier intact : tâches programmées
lockdown-item-file-grub-defaults = Fichier intact : menu de démarrage
lockdown-item-file-grub = Fichier intact : verrou du démarrage

## Impressions et paiements
printer-jam = papier coincé
printer-no-paper = plus de papier
printer-no-ink = plus d’encre
printer-cover-open = capot ouvert
printer-offline = ne répond pas
printer-paused = en pause
printer-stopped = à l’arrêt
print-encrypted = Ce document est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis imprimez de nouveau.
print-too-large = Les pages sont trop grandes pour l’imprimante.
print-too-many-pages = Ce document a { $pages } pages. On imprime { $most } pages au plus.
print-too-big = Ce document est trop lourd pour être imprimé.
print-unreadable = Ce document est illisible. Essayez de l’enregistrer en PDF.
means-cash = espèces
means-card = carte
means-cheque = chèque
means-voucher = bon

### The page that the room shows to phones. Short sentences, no jargon.

phone-title = Print from your phone
phone-document = Your document
phone-kinds = A PDF, or a JPEG or PNG photo. At most { $most } MB.
phone-send = Send
phone-then = Then
phone-then-code = This page gives you a code.
phone-then-type = On a PC of the room, open “My prints”, then “I have a code (phone)”.
phone-then-price = The price is shown. Nothing comes out unless you agree.
phone-erased = The document is erased as soon as it is printed, and at the latest one hour after you sent it if nobody types the code. Its name is not kept.
phone-open-network = Other people on the network could read what you send. If a document is very personal, open it on a PC instead.

phone-code-title = Your code
phone-code-spelled = The code, character by character: { $code }.
phone-code-next = On a PC of the room:
phone-code-open = Open “My prints”.
phone-code-choose = Choose “I have a code (phone)”.
phone-code-type = Type this code.
phone-code-once = It works once, for one hour. Keep this page open: the code is shown nowhere else.
phone-again = Send another document

phone-refused = The document was not sent
phone-refused-no-file = Choose a document first.
phone-refused-other-kind = It is neither a PDF nor a JPEG or PNG photo. In the app where it is open, look for “Export as PDF”, or take a screenshot and send that.
phone-refused-too-big = It is too big: at most { $most } MB. Send it in several parts, or open it on a PC.
phone-refused-broken = It did not arrive whole. Stay near the room and send it again.
phone-refused-too-often = You have sent many documents. Wait one minute, then send it again.
phone-refused-full = Too many documents are waiting. Try again in a few minutes, or ask the mediator.
phone-refused-trouble = The room could not keep it. Try again in a few minutes, or ask the mediator.

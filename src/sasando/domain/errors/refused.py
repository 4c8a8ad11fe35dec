"""A refusal has a code for machines and a sentence for people, in their language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TEXTS = {
    "not_allowed": _("Anda tidak berhak melakukan ini. Hak Anda dapat dibaca di halaman Hak saya."),
    "already_done": _("Ini sudah dilakukan sebelumnya; tidak ada yang berubah."),
    "person_without_name": _("Tulis nama atau ciri-ciri orang ini; salah satu cukup."),
    "roster_not_ready": _("Daftar ini masih dibaca; tunggu sampai selesai."),
    "roster_not_readable": _("Daftar ini tidak dapat dibaca: %(because)s"),
    "rules_have_changed": _(
        "Aturan hukum di Sasando sudah diperbarui sejak daftar ini diperiksa. Periksa ulang dahulu."
    ),
    "file_too_large": _("Berkas ini %(megabytes)s MB; paling besar %(most)s MB. Bagi daftar menjadi beberapa berkas."),
    "nothing_given": _("Pilih berkas atau tempel daftarnya."),
    "agreement_missing": _("Belum ada perjanjian berbagi data yang berlaku dengan %(organisation)s."),
    "role_incompatible": _("Peran %(role)s tidak boleh digabung dengan peran %(other)s pada orang yang sama."),
    "role_not_for_kind": _("Peran %(role)s bukan untuk jenis lembaga ini."),
    "invitation_not_valid": _("Undangan ini sudah dipakai, sudah lewat 72 jam, atau tidak ada. Minta undangan baru."),
    "own_account": _("Akun dan peran Anda sendiri hanya dapat diakhiri oleh pengelola lain."),
    "login_taken": _("Nama masuk ini sudah dipakai; pilih yang lain."),
    "until_in_the_past": _("Tanggal akhir %(until)s sudah lewat; pilih hari ini atau sesudahnya."),
    "out_of_reach": _("Dengan asal itu orang ini keluar dari wilayah kerja Anda. Minta kantor yang mencatatnya."),
    "gate_exists": _("Gerbang dengan nama itu sudah ada."),
    "chain_broken": _(
        "Rantai jejak rusak pada segel %(number)s; titik periksa tidak ditandatangani. Jalankan: sasando audit verify."
    ),
    "same_key_other_content": _("Kunci yang sama sudah dipakai untuk isi lain; yang pertama tetap berlaku."),
    "not_on_this_list": _("Orang ini tidak ada di daftar itu."),
    "where_to_missing": _("Pilih gerbang tujuan."),
    "gate_or_office": _("Pilih satu gerbang atau satu lembaga, jangan keduanya."),
    "receiver_missing": _("Tulis siapa yang menerima."),
    "nobody_chosen": _("Pilih paling sedikit satu orang."),
    "nothing_to_hand_over": _("Belum ada orang yang tiba di gerbang ini."),
    "decided_otherwise": _("Kedua catatan ini sudah diputuskan lain. Batalkan dahulu putusan yang berlaku."),
    "linked_by_others": _(
        "Kedua catatan ini sudah tertaut sebagai satu orang lewat putusan lain. Batalkan dahulu putusan itu."
    ),
    "parted_by_others": _(
        "Dengan putusan ini, dua catatan yang sudah diputuskan bukan orang yang sama menjadi satu. "
        "Batalkan dahulu putusan itu."
    ),
    "own_request": _("Permintaan Anda sendiri harus diputuskan oleh orang lain."),
    "reason_missing": _("Tulis alasannya, supaya yang meminta tahu apa yang kurang."),
    "request_waits": _("Permintaan untuk membetulkan %(field)s orang ini sudah menunggu putusan."),
    "value_empty": _("Tulis isinya dahulu."),
    "still_in_the_way": _("Belum dapat diterapkan: %(because)s"),
    "gate_closed": _("Gerbang ini sudah ditutup."),
    "call_without_time": _("%(gate)s: isi waktu tiba, waktu berangkat, atau keduanya."),
    "call_departs_too_early": _("%(gate)s: waktu berangkat lebih awal dari waktu tiba."),
    "sailing_without_calls": _("Isi paling sedikit satu gerbang dengan waktu tiba atau berangkat."),
    "calls_not_in_order": _("%(gate)s: tiba sebelum berangkat dari gerbang sebelumnya. Periksa tanggal dan jamnya."),
    "sailing_exists": _("%(vessel)s sudah ada pada jadwal dengan gerbang dan waktu itu."),
    "sailing_cancelled": _("Pelayaran ini sudah dibatalkan. Pulihkan dahulu."),
    "stop_nowhere": _("Pilih gerbangnya, atau tulis tempatnya."),
    "reason_not_known": _("Alasan ini tidak dikenal. Muat ulang halamannya, lalu pilih lagi."),
    "asked_too_much": _("Terlalu banyak pertanyaan dalam satu jam. Tunggu sebentar, lalu coba lagi."),
    "photo_too_large": _("Foto ini lebih dari 2 MB. Perkecil dahulu, atau potret lagi dengan ukuran lebih kecil."),
    "photo_not_readable": _("Ini bukan foto JPEG atau PNG yang utuh."),
    "too_many_photos": _("Satu laporan paling banyak %(most)s foto."),
    "scan_too_large": _("Satu berkas paling besar %(most)s MB. Perkecil dahulu, atau foto lagi."),
    "scan_not_readable": _("Ini bukan foto JPEG, PNG, atau PDF yang utuh. Foto lagi dokumennya."),
    "scan_is_heic": _("Foto HEIC belum dapat dibaca. Di ponsel, pilih format JPEG (Paling kompatibel), lalu ulangi."),
    "pdf_not_readable": _("PDF ini rusak, berkata sandi, atau terlalu berat. Foto saja dokumennya."),
    "too_many_pages": _("PDF ini lebih dari %(most)s halaman. Kirim halaman yang perlu saja."),
    "too_many_scans": _("Satu dokumen paling banyak %(most)s halaman."),
    "scans_busy": _("Banyak dokumen sedang dibaca. Coba lagi sebentar lagi."),
    "document_replaced": _("Dokumen ini sudah diganti dengan yang baru. Muat ulang halamannya."),
    "not_yours_to_verify": _("Dokumen jenis ini diperiksa oleh kantor yang menerbitkan atau boleh memeriksanya."),
    "too_many_sailings": _("Sekali simpan paling banyak %(most)s pelayaran. Pilih tanggal akhir yang lebih dekat."),
    "not_an_examiner": _("Lembaga ini bukan pemeriksa untuk itu. Pilih sarana kesehatan atau lembaga psikologi."),
    "slot_past": _("Waktu jadwal ini sudah lewat. Pilih waktu sesudah sekarang."),
    "slot_full": _("Tempat pada jadwal ini tinggal %(left)s. Pilih lebih sedikit orang, atau jadwal lain."),
    "slot_not_open": _("Jadwal ini belum dibuka atau sudah dibatalkan. Masukkan orangnya ke daftar tunggu."),
    "price_changed": _("Harga jadwal ini Rp %(price)s per orang, lain dari yang Anda setujui. Periksa lagi."),
    "booked_already": _("Orang ini sudah punya tempat pada jadwal itu."),
    "waits_already": _("Orang ini sudah ada pada daftar tunggu."),
    "home_missing": _("Asal %(name)s belum diketahui. Tulis kabupatennya, supaya dicari yang dekat."),
    "consent_missing": _("Belum ada persetujuan yang berlaku. Bacakan dan catat persetujuannya dahulu."),
    "booking_cancelled": _("Tempat ini sudah dibatalkan."),
    "outcome_there": _("Hasilnya sudah dicatat. Betulkan dengan hasil baru dan alasannya."),
    "replaced_already": _("Hasil ini sudah dibetulkan dengan hasil lain. Muat ulang halamannya."),
    "examined_later": _("Tanggal periksa belum tiba."),
    "step_not_in_scheme": _("Langkah ini tidak ada pada skema penempatan ini."),
    "step_not_now": _("Langkah ini belum atau tidak lagi dapat diambil: penempatan ini %(state)s."),
    "step_too_early": _("Terlalu awal: tahap %(stage)s belum dilakukan. Hukum meminta tahap itu lebih dahulu."),
    "step_of_others": _("Langkah ini dicatat lembaga lain; hanya lembaga itu yang dapat menariknya."),
    "step_meanwhile": _("Seseorang baru saja mencatat langkah lain. Muat ulang halamannya, lalu coba lagi."),
    "step_has_later": _("Ada langkah sesudahnya yang berdiri di atas langkah ini. Tarik dahulu langkah yang itu."),
    "placement_exists": _("Orang ini sudah punya penempatan yang berjalan. Buka yang itu, atau batalkan dahulu."),
    "placement_closed": _("Penempatan ini sudah selesai; tidak ada yang diubah lagi."),
    "person_twice_on_list": _("Orang ini sudah ada pada baris lain di daftar yang sama."),
    "person_not_seen": _("Catatan orang ini tidak dapat Anda buka. Minta kantor yang mencatatnya."),
    "not_a_migrant_worker": _("Menurut isi barisnya orang ini bukan pekerja migran (UU 18/2017 Pasal 4 ayat (2))."),
    "intake_there": _("Daftar ini sudah dijadikan penempatan."),
    "not_a_departure_list": _("Ini bukan daftar orang yang berangkat."),
    "duty_day_wrong": _("Periksa tanggalnya: tidak boleh sebelum kejadiannya dan tidak boleh sesudah hari ini."),
    "duty_without_proof": _("Tulis buktinya, misalnya nomor surat atau laporan."),
    "nobody_owes": _("Pekerja ini tidak di luar negeri, atau tidak ditempatkan oleh perusahaan."),
    "nothing_chosen": _("Pilih dahulu penempatannya."),
    "nothing_stated": _("Tidak ada isi untuk langkah ini: ketik isinya, atau pakai isi dari daftar."),
    "too_many_chosen": _("Sekali jalan paling banyak %(most)s penempatan."),
    "extract_not_readable": _("Petikan ini tidak dapat dibaca: %(because)s"),
    "extract_without_key": _("Petikan ini tidak punya kolom ID CPMI, NIK, atau nomor paspor."),
    "job_order_of_other_permit": _("Permintaan kerja itu bukan di bawah SIP2MI ini. Pilih yang sesuai."),
    "not_complete": _("Belum dapat diluluskan: masih ada %(number)s syarat wajib yang belum terpenuhi."),
    "not_a_worker": _("Menurut UU 18/2017 Pasal 4 ayat (2) orang ini bukan pekerja migran; tidak ada yang diputuskan."),
    "complete_may_not_be_held": _(
        "Berkas ini lengkap. Menahannya dilarang menurut %(basis)s. Baca peringatannya dahulu, lalu nyatakan."
    ),
    "held_needs_another": _("Berkas ini ditahan. Orang lain harus membukanya kembali dahulu, dengan alasan."),
    "own_entries": _("Anda sendiri yang mengisi langkah pada berkas ini; orang lain yang memutuskan."),
    "own_decision": _("Putusan Anda sendiri harus ditinjau oleh orang lain."),
    "waiver_incomplete": _("Pengecualian perlu alasan, bukti, dan pasal."),
    "cannot_be_waived": _("Syarat ini tidak dapat dikecualikan: sudah terpenuhi, atau keadaannya melanggar hukum."),
    "reference_missing": _("Tulis nomor bukti bayarnya."),
    "reference_taken": _("Nomor bukti ini sudah dipakai untuk pembayaran lain. Periksa kuitansinya."),
    "no_decision": _("Belum ada putusan yang meluluskan berkas ini, jadi tidak ada yang dapat diterbitkan."),
    "not_paid": _("Belum dapat diterbitkan: pembayaran belum dibuktikan (%(what)s)."),
    "over_quota": _("Kuota SIP2MI ini sudah habis. Tidak satu pun dapat diterbitkan di atas kuota."),
    "over_job_order": _("Jumlah orang pada permintaan kerja ini sudah terpenuhi."),
    "papers_have_ended": _("Dokumennya hanya berlaku sampai %(until)s; berkas perlu diputuskan lagi."),
    "is_revoked": _("Surat atau kartu ini sudah dicabut."),
    "repeat_ends_too_early": _("Tanggal akhir lebih awal dari pelayaran berikutnya; tidak ada yang ditambahkan."),
    "door_is_busy": _("Sedang banyak yang bertanya. Tunggu satu menit, lalu coba lagi."),
    "not_a_company": _("Ini bukan P3MI. Izin dicatat pada kantor pusat perusahaannya."),
    "not_an_association": _("Lembaga ini bukan asosiasi P3MI."),
    "branch_of_another": _("Ini bukan cabang perusahaan itu."),
    "of_another_company": _("Yang dipilih adalah milik perusahaan lain."),
    "withdrawal_without_reason": _("Tulis alasannya; catatan yang ditarik tetap dapat dibaca."),
    "difference_gone": _("Perbedaan ini sudah tidak ada. Muat ulang halamannya."),
    "company_not_on_record": _("%(company)s belum ada di direktori lembaga. Minta pengelola menambahkannya dahulu."),
}


class Refused(ValidationError):  # noqa: N818 - it says what happened
    """The request was understood and refused. Nothing was changed. `code` is for machines, the text for people.

    >>> Refused("already_done").code
    'already_done'
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(TEXTS[code], code=code, params=details or None)

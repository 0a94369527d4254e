using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Field;

/// <summary>
/// Start times in the names of files. What looks like one and is none has a list in FileNameTimesTests: a rule that fires on what is no time is
/// worse than none.
/// </summary>
internal static class NameRows
{
    public static IReadOnlyList<FieldRow> All { get; } =
    [
        Row("SoundTrap, hydrophones: serial, dot, YYMMDDhhmmss", ("67416073.210610033655.flac", "2021-06-10T03:36:55"), ("5042.200601123456.wav", "2020-06-01T12:34:56")),
        Row("Song Meter with GPS: $ instead of the second _",
            ("OLONG-CH1_0+1_20171121$143444.wav", "2017-11-21T14:34:44"), ("S4A01234_20210401$053000.wav", "2021-04-01T05:30:00")),
        Row("milliseconds behind a third _",
            ("Car340108_20140408_013528_599.wav", "2014-04-08T01:35:28.599"), ("SITE_0+1_20140408_013528_007.wav", "2014-04-08T01:35:28.007")),
        Row("Frontier Labs sensor names with start, fraction and zone, _E… is the end",
            ("S20210205T035946676+1000_E20210205T055946671+1000_-12.34567+78.98102.wav", "2021-02-05T03:59:46.676+10:00"),
            ("S20210205T035946676Z_E20210205T055946671Z.flac", "2021-02-05T03:59:46.676+00:00")),
        Row("a fraction needs digits only: what follows is a separator, a zone, or the extension",
            ("20180517_010348.5AFCD4F4.WAV", "2018-05-17T01:03:48"), ("site_20200101_120000.96kHz.wav", "2020-01-01T12:00:00"),
            ("site_20200101_120000.48000.wav", "2020-01-01T12:00:00"), ("20200101_120000.5.wav", "2020-01-01T12:00:00.5"),
            ("20200101_120000.250_left.wav", "2020-01-01T12:00:00.25"), ("20200101_120000.123456+0200.wav", "2020-01-01T12:00:00.123456+02:00")),
        Row("two-digit zones", ("20200101_063000+02.wav", "2020-01-01T06:30:00+02:00"), ("site_20200101_123456-09_left.wav", "2020-01-01T12:34:56-09:00")),
        Row("AudioMoth before 1.3: 8 hexadecimal digits, seconds since 1970, UTC",
            ("5B07C752.WAV", "2018-05-25T08:20:34+00:00"), ("5EC5A158.flac", "2020-05-20T21:30:00+00:00")),
        Row("a blank for a zero (Frontier Labs FL008)",
            ("201905 8T020000+1000_REC.flac", "2019-05-08T02:00:00+10:00"), ("2019 5 8T 2 0 0+1000_REC.flac", "2019-05-08T02:00:00+10:00")),
        Row("two-digit years, other orders, only where the whole is unambiguous",
            ("180801_1630.wav", "2018-08-01T16:30:00"), ("NS240518 04.25.37.wav", "2024-05-18T04:25:37"), ("2024-05-01-birdnet-06:20:23.wav", "2024-05-01T06:20:23"),
            ("SOCAL_B_190105_124500.x.wav", "2019-01-05T12:45:00"), ("sample_220925_223450.wav", "2022-09-25T22:34:50"),
            ("audio_44100Hz_20-29-20_24-09-2022.wav", "2022-09-24T20:29:20")),
    ];

    private static FieldRow Row(string name, params (string FileName, string Start)[] files) =>
        new(FieldSection.NamesAndTexts, name, [.. files.Where(file => IsName(file.FileName)).Select(file => Named(file.FileName, file.Start))]);

    // Windows has no colons in names.
    private static bool IsName(string name) => name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0;

    private static FieldCase Named(string name, string start) => new(name, () => name.EndsWith("flac", StringComparison.Ordinal)
        ? FieldFlac.Sound(FlacDamageTests.Make(false, count: 5))
        : new FieldFile(WaveBuilder.File(FieldFiles.Mono16, Recordings.Counting(100)), [.. Enumerable.Range(1, 100)]))
    {
        FileName = name,
        Start = (start, StartTimeOrigin.FileName),
    };
}

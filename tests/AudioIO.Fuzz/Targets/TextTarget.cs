using System.Globalization;
using System.Text;

namespace AudioIO.Fuzz;

/// <summary>Every parser of texts alone: dates, times, file names, quantities.</summary>
internal sealed class TextTarget : FuzzTarget
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public override string Name => "texts";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "2020-12-14 19:22:55.25+01:00", "20240501T201500Z", "Mon Apr 2 22:59:14 2018", "14/12/2020 7:22 PM", "2012-03-29T03:58:01+04:00",
            "19:22:55", "23h59m", "night_20260621_233750.wav", "5AFCD4F4.WAV", "S4A_20180405$093200+0200.wav", "48 kHz", "-23.45 dB", "1e3 µPa",
            "Recorded at 19:17:30 19/02/2018 (UTC) by AudioMoth 24DB0803 at medium gain setting while battery state was 4.2V and temperature was 21.5C",
            "62.5 m", "27.3888,S", "201224180505", "２０２０-12-14", "29.02.2023 24:00",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        string text = Encoding.UTF8.GetString(input);
        if (text.Length > 4096) text = text[..4096];
        bool isTime = DateTimeForms.TryParse(text, out DateTimeText time);
        if (isTime) Repeat(time);
        bool isDate = DateTimeForms.TryParseDate(text, out _), isTwelve = DateTimeForms.TryParseTwelveDigits(text, out _);
        bool isClock = DateTimeForms.TryParseClock(text, out TimeSpan clock, out _);
        if (isClock && (clock < TimeSpan.Zero || clock > TimeSpan.FromDays(1))) throw new Finding($"'{text}' is the clock {clock}.");
        bool isName = FileNameTimes.TryParse(text, Now, out _), isQuantity = Quantity.TryParse(text, out Quantity quantity);
        if (isQuantity && !Quantity.TryParse(quantity.ToString(), out _)) throw new Finding($"'{text}' is written as '{quantity}', which cannot be read.");
        return isTime | isDate | isTwelve | isClock | isName | isQuantity;
    }

    /// <summary>A time written in the form of ISO 8601 is read as itself.</summary>
    private static void Repeat(DateTimeText time)
    {
        string written = time.Local.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        if (!DateTimeForms.TryParse(written, out DateTimeText again) || again.Local.Ticks != time.Local.Ticks)
            throw new Finding($"{written} is read as {again}.");
    }
}

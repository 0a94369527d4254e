using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>Says over the picture what was drawn.</summary>
internal static class RecordingTitle
{
    /// <summary>Names the recording, what it is, and how the spectrogram was made.</summary>
    /// <param name="recordings">Path of the recording, or of several files that are read as one.</param>
    /// <param name="data">The recording.</param>
    /// <param name="plan">What was read.</param>
    /// <param name="options">What was drawn and how.</param>
    public static PictureTitle Of(IReadOnlyList<string> recordings, AudioLoader<float> data, AnalysisPlan plan, SpectrogramOptions options)
    {
        string name = Path.GetFileName(recordings[0]);
        if (recordings.Count > 1) name = $"{name} … {Path.GetFileName(recordings[^1])} ({NumberText.Count(recordings.Count, "file")})";
        string channels = NumberText.Count(data.Channels, "channel");
        if (data.Channels > 1 && options.Channel is { } channel) channels += $", channel {channel} shown";
        string rule = options.Rule == ColumnRule.Mean ? "mean" : "maximum";
        string encoding = NumberText.Encoding(data.Info.Encoding, data.Info.BitsPerSample);
        string filter = options.Filter is { } band ? $" · {band.ToText()}" : "";
        string window = FormattableString.Invariant($"{options.Window}, {options.FftSize} samples ({data.Rate / options.FftSize:0.##} Hz)");
        if (options.Padding > 1) window += FormattableString.Invariant($", padded to {plan.PaddedSize}");
        return new PictureTitle(
            name,
            $"{NumberText.Rate(data.Rate)} · {channels} · {encoding} · {Duration(data.Frames / data.Rate)}{Start(data, plan)}{filter}",
            $"{window}, hop {plan.Hop}, {rule} power per column");
    }

    /// <summary>How long something lasts; what is brief, with its milliseconds.</summary>
    public static string Duration(double seconds) => TimeText.Format(seconds, decimals: seconds < 60 ? 3 : 0);

    /// <summary>When the first frame shown was recorded, by the recorder's clock; with the zone if one is named, empty if no time is.</summary>
    private static string Start(AudioLoader<float> data, AnalysisPlan plan)
    {
        if (data.ClockAt(plan.From) is not { } start) return "";
        TimeSpan? offset = data.IsZoneKnown ? data.InstantAt(plan.From)?.Offset : null;
        return $" · from {ClockText.Format(start, offset)}";
    }
}

namespace AudioIO.Samples.Spectrogram;

/// <summary>What is marked above the picture.</summary>
internal enum MarkKind
{
    /// <summary>One file ends and the next one begins.</summary>
    Join,

    /// <summary>The recording's own marker.</summary>
    Marker,

    /// <summary>The clock jumps: time passed that was not recorded, or was recorded twice.</summary>
    Gap,

    /// <summary>The file is damaged: what cannot be decoded is silent.</summary>
    Damage,
}

/// <summary>Something to know about a place of the recording.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="StartFrame">First frame.</param>
/// <param name="StopFrame">Frame after the last one; StartFrame for a point.</param>
/// <param name="Text">What a marker is called; empty for none.</param>
internal readonly record struct Mark(MarkKind Kind, long StartFrame, long StopFrame, string Text = "")
{
    /// <summary>The marks of a recording within some frames, in the order of their kinds.</summary>
    /// <param name="source">The recording, after it was read: damage is met in reading.</param>
    /// <param name="from">The first frame shown.</param>
    /// <param name="to">The frame after the last one shown.</param>
    /// <param name="pauses">Where nothing was recorded and the clock goes on.</param>
    public static IReadOnlyList<Mark> Of(AudioSource source, long from, long to, IReadOnlyList<FrameRange>? pauses = null)
    {
        long[] edges = [.. (pauses ?? []).SelectMany(pause => new[] { pause.Start, pause.Stop })];
        long[] all = [.. source.ContinuousRanges.Skip(1).Select(range => range.Start)], breaks = [.. all.Except(edges)];
        IEnumerable<Mark> joins = source.Joins.Select(join => join.StartFrame).Except(all).Select(at => new Mark(MarkKind.Join, at, at));
        IEnumerable<Mark> gaps = breaks.Select(at => new Mark(MarkKind.Gap, at, at));
        // Where a marker ends is a claim of the file.
        IEnumerable<Mark> markers = source.Markers.Where(marker => marker.StartFrame <= to).Select(marker =>
            new Mark(MarkKind.Marker, marker.StartFrame, marker.StartFrame + Math.Min(marker.FrameCount, to - marker.StartFrame), TextOf(marker)));
        IEnumerable<Mark> damage = source.DamagedRanges.Select(range => new Mark(MarkKind.Damage, range.Start, range.Stop));
        return
        [
            .. joins.Concat(markers).Concat(gaps).Concat(damage)
                .Where(mark => mark.StartFrame < to && (mark.StartFrame >= from || mark.StopFrame > from))
                .Select(mark => mark with { StartFrame = Math.Max(mark.StartFrame, from), StopFrame = Math.Min(mark.StopFrame, to) }),
        ];
    }

    /// <summary>What a marker is called, in one line: its name, else the first line of its text.</summary>
    public static string TextOf(Marker marker)
    {
        string text = (marker.Label.Length > 0 ? marker.Label : marker.Text).Trim();
        return text.Split('\n', 2)[0].TrimEnd();
    }
}

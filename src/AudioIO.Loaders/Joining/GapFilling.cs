using System.Globalization;

namespace AudioIO;

/// <summary>
/// Puts pieces of a recording where the clock says, with silence before them where it says that nothing was recorded.
/// <para>
/// Each clock sets the axis where it shows a break: a <see cref="JoinKind.Gap"/> is filled up to the piece's own place, a
/// <see cref="JoinKind.Overlap"/> cannot be, so the piece follows directly and the axis counts on from it. Joins that are seamless one by one
/// can still add up: a recorder that misses 0.4 s in every minute stamps whole seconds all the same. What the files lack since the axis was
/// set is filled, too, when it is more than the stamps' coarseness and the drift of crystals explain.
/// </para>
/// </summary>
internal static class GapFilling
{
    /// <summary>What lies before every piece.</summary>
    /// <param name="frames">The pieces one after the other, without silence.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="pieces">When each began, and the silence before it, where the recorder counted it.</param>
    /// <param name="joins">How they follow each other.</param>
    /// <param name="options">The longest gap that may be filled, and the zone of times that name none.</param>
    /// <param name="pathOf">The file of a piece, for messages.</param>
    /// <exception cref="AudioFormatException">A gap is longer.</exception>
    public static GapFill[] Measure(
        FrameMap frames,
        double rate,
        IReadOnlyList<ClockPiece> pieces,
        IReadOnlyList<Join> joins,
        AudioLoaderOptions options,
        Func<int, string> pathOf)
    {
        DateTimeOffset?[] instants = ClockStarts.Resolve([.. pieces.Select(piece => piece.Start)], options.RecorderZone);
        var fills = new GapFill[pieces.Count];
        int setter = -1; // the piece whose clock has set the axis
        for (int i = 0; i < fills.Length; i++)
        {
            if (pieces[i].Silence is { } silence)
            {
                if (silence / rate > options.MaxGap.TotalSeconds) throw TooLong(pathOf(i), silence / rate, options.MaxGap, rate);
                fills[i] = new GapFill(silence, 0);
                setter = instants[i] is null ? -1 : i;
                continue;
            }
            if (instants[i] is not { } start) continue;
            if (setter < 0)
            {
                setter = i;
                continue;
            }
            // Sound alone since the setter: of the pieces in between none has silence before it, or it would be the setter.
            double seconds = (frames.StartFrameOf(i) - frames.StartFrameOf(setter)) / rate;
            double missing = (start - instants[setter]!.Value).TotalSeconds - seconds;
            bool isBreak = joins[i - 1].Kind is JoinKind.Gap or JoinKind.Overlap;
            if (!isBreak && Math.Abs(missing) <= JoinRules.Tolerance(pieces[setter].Start!, pieces[i].Start!, seconds)) continue;
            setter = i;
            if (missing > options.MaxGap.TotalSeconds) throw TooLong(pathOf(i), missing, options.MaxGap, rate);
            // At most TimeSpan's 2^63 ticks are 9.2e11 s; times 2^32 Hz they are beyond a long, which the cast saturates.
            fills[i] = missing > 0 ? new GapFill((long)Math.Round(missing * rate), 0) : new GapFill(0, -missing);
        }
        return fills;
    }

    private static AudioFormatException TooLong(string path, double seconds, TimeSpan maxGap, double rate) => new(
        AudioFormatErrorKind.LimitExceeded,
        string.Create(CultureInfo.InvariantCulture,
            $"Gap of the clock: expected at most {maxGap.TotalSeconds:0.###} s to be filled (MaxGap), found {seconds:0.###} s, ") +
            string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0.#} days or {seconds * rate:0} frames of silence"),
        path: path.Length > 0 ? path : null);
}

/// <summary>What filling gaps has put before a piece.</summary>
/// <param name="Silence">Number of silent frames.</param>
/// <param name="SecondsLate">By how many seconds frames are later than the clock from there on, more than before.</param>
internal readonly record struct GapFill(long Silence, double SecondsLate);

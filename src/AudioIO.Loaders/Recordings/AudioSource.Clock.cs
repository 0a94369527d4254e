namespace AudioIO;

/// <content>
/// Time of day. Time since the beginning is that of the array (<c>TimeAt</c>, <c>FrameAt</c>); what the recorder's clock showed has
/// <c>Clock</c> in its name and is a <see cref="DateTime"/> without a zone; what happened once in the world has <c>Instant</c> in its name,
/// is a <see cref="DateTimeOffset"/>, and needs a zone.
/// </content>
public abstract partial class AudioSource
{
    private Tuple<long, IReadOnlyList<FrameRange>>? _ranges; // for so many frames: one reference, which threads share

    /// <summary>
    /// True if the zone of the recorder's clock is known: from <see cref="AudioLoaderOptions.RecorderZone"/>, or from a file that names its
    /// own. False also where no file states a time.
    /// </summary>
    public bool IsZoneKnown => Times.IsZoneKnown;

    /// <summary>What the recorder's clock showed at a frame, to the nearest 100 ns, by the start time of the file that holds it.</summary>
    /// <remarks>
    /// A file that states no time continues from the one before it; those before the first that states one are counted back from it. With a
    /// <see cref="AudioLoaderOptions.RecorderZone"/> it is the time of day in that zone, also where summer time begins or ends within the
    /// recording; else each file's own clock, which goes on as it began.
    /// </remarks>
    /// <param name="frame">Frame of the recording, 0 to Frames; Frames is the end of the last file.</param>
    /// <returns>
    /// Date and time of day (<see cref="DateTimeKind.Unspecified"/>), within the years 1 to 9999; null where no file states a time.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The frame is negative or beyond the end.</exception>
    public DateTime? ClockAt(long frame)
    {
        ThrowIfBeyond(frame);
        TimeMap times = Times;
        return times.IsEmpty ? null : times.ClockAt(frame);
    }

    /// <summary>When a frame was recorded, as an instant; see <see cref="ClockAt"/>.</summary>
    /// <remarks>
    /// A start time that names no zone is in <see cref="AudioLoaderOptions.RecorderZone"/>; without one, in the zone that another file of
    /// the recording names.
    /// </remarks>
    /// <param name="frame">Frame of the recording, 0 to Frames; Frames is the end of the last file.</param>
    /// <returns>The instant, with the offset of the recorder's clock; null where no file states a time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The frame is negative or beyond the end.</exception>
    /// <exception cref="InvalidOperationException">The zone of the recorder's clock is not known.</exception>
    public DateTimeOffset? InstantAt(long frame)
    {
        ThrowIfBeyond(frame);
        TimeMap times = Times;
        if (times.IsEmpty) return null;
        return times.IsZoneKnown ? times.InstantAt(frame) : throw ZoneUnknown(nameof(ClockAt));
    }

    /// <summary>The frame nearest to a time of the recorder's clock, by the start time of the file that was recording then.</summary>
    /// <param name="clock">
    /// A reading of the recorder's clock. One of kind <see cref="DateTimeKind.Utc"/> or <see cref="DateTimeKind.Local"/> (that of this
    /// computer) is an instant, as for <see cref="FrameAtInstant"/>.
    /// </param>
    /// <returns>
    /// The frame. Where nothing was recorded then, as in a gap between files, the first frame recorded later; Frames where there is none.
    /// Where several files were recording, the frame of the one that started last. Of an hour that the clock showed twice, at the end of
    /// summer time, the first one in which something was recorded.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// No file states a start time; or the time is an instant and the zone of the recorder's clock is not known.
    /// </exception>
    public long FrameAtClock(DateTime clock)
    {
        if (clock.Kind != DateTimeKind.Unspecified) return FrameAtInstant(new DateTimeOffset(clock));
        return KnownTimes().FrameAtClock(clock);
    }

    /// <summary>The frame nearest to an instant; see <see cref="FrameAtClock"/>.</summary>
    /// <param name="instant">An instant, in any zone.</param>
    /// <returns>The frame; where nothing was recorded then, the first frame recorded later; Frames where there is none.</returns>
    /// <exception cref="InvalidOperationException">
    /// No file states a start time, or the zone of the recorder's clock is not known.
    /// </exception>
    public long FrameAtInstant(DateTimeOffset instant)
    {
        TimeMap times = KnownTimes();
        return times.IsZoneKnown ? times.FrameAtInstant(instant) : throw ZoneUnknown(nameof(FrameAtClock));
    }

    /// <summary>
    /// The ranges between breaks of the clock. A single file has more than one only where it says itself when parts of it were recorded; what
    /// it says is read by the first call.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public override IReadOnlyList<FrameRange> ContinuousRanges
    {
        get
        {
            if (Stretches.Count < 2) return base.ContinuousRanges;
            Tuple<long, IReadOnlyList<FrameRange>>? known = _ranges;
            if (known?.Item1 == Frames) return known.Item2;
            IReadOnlyList<ClockPiece> pieces = ClockPieces.Of(Frames, StartTime, Stretches);
            var map = new FrameMap([.. pieces.Select(piece => piece.Frames)]);
            FrameRange[] ranges = ClockBreaks.Ranges(map, ClockPieces.Joins(map, Rate, pieces, RecorderZone));
            _ranges = Tuple.Create<long, IReadOnlyList<FrameRange>>(map.Frames, ranges);
            return ranges;
        }
    }

    private void ThrowIfBeyond(long frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frame, Info.Frames);
    }

    private TimeMap KnownTimes()
    {
        TimeMap times = Times;
        return times.IsEmpty
            ? throw new InvalidOperationException("No file of the recording states a start time: times of day cannot be found in it.")
            : times;
    }

    private static InvalidOperationException ZoneUnknown(string unzoned) => new(
        "The start time of the recording names no zone, so that it is no instant. Open the recording with " +
        $"{nameof(AudioLoaderOptions)}.{nameof(AudioLoaderOptions.RecorderZone)}, or use {unzoned}, which takes the recorder's own clock.");
}

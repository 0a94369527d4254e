namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>Length of the array, at most <see cref="TimeSpan.MaxValue"/>.</summary>
    public TimeSpan Duration => TimeAt(Frames);

    /// <summary>The frame nearest to a time; it need not lie within the array.</summary>
    /// <param name="time">Time from the beginning of the array.</param>
    public long FrameAt(TimeSpan time) => FrameTime.FrameAt(time.Ticks / (double)TimeSpan.TicksPerSecond, Rate);

    /// <inheritdoc cref="FrameAt(TimeSpan)"/>
    /// <param name="seconds">Time in seconds from the beginning of the array.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number, or its frame beyond the range of long.</exception>
    public long FrameAt(double seconds) => FrameTime.FrameAt(seconds, Rate);

    /// <summary>Time of a frame from the beginning of the array, to the nearest 100 ns.</summary>
    /// <param name="frame">Frame; it need not lie within the array.</param>
    public TimeSpan TimeAt(long frame) => FrameTime.TimeAt(frame, Rate);

    /// <summary>A view of the frames from the one nearest to a time up to, but without, the one nearest to another.</summary>
    /// <param name="from">Time of the first frame.</param>
    /// <param name="to">Time of the frame after the last one.</param>
    /// <inheritdoc cref="View(long, long)"/>
    public FrameSpan<T> View(TimeSpan from, TimeSpan to) => View(RangeBetween(FrameAt(from), FrameAt(to), nameof(to)), nameof(to));

    /// <summary>
    /// A view of the frames from the one nearest to a time up to, but without, the one nearest to another: <c>a.View(1.5, 2.0)</c>. Whole
    /// numbers are frames: see <see cref="View(long, long)"/>.
    /// </summary>
    /// <param name="from">Time of the first frame in seconds.</param>
    /// <param name="to">Time of the frame after the last one in seconds.</param>
    /// <inheritdoc cref="View(long, long)"/>
    public FrameSpan<T> View(double from, double to) => View(RangeBetween(FrameAt(from), FrameAt(to), nameof(to)), nameof(to));

    /// <summary>Sees to it that the window holds the frames of some time; see <see cref="UpdateBuffer"/>.</summary>
    /// <param name="from">Time of the first frame.</param>
    /// <param name="to">Time of the frame after the last one.</param>
    /// <inheritdoc cref="UpdateBuffer"/>
    public void UpdateTime(TimeSpan from, TimeSpan to) => UpdateBuffer(FrameAt(from), FrameAt(to));

    /// <inheritdoc cref="UpdateTime(TimeSpan, TimeSpan)"/>
    /// <param name="from">Time of the first frame in seconds.</param>
    /// <param name="to">Time of the frame after the last one in seconds.</param>
    public void UpdateTime(double from, double to) => UpdateBuffer(FrameAt(from), FrameAt(to));
}

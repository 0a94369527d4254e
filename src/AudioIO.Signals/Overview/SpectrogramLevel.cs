using System.Buffers;
using AudioIO.Derived;

namespace AudioIO.Overviews;

/// <summary>
/// Mean or largest powers of 2^level columns. A column is made of the two below it, and they of theirs: so it has the same bits whether those
/// below were kept or are computed.
/// </summary>
internal sealed class SpectrogramLevel : Signal<float>
{
    /// <summary>Far beyond any recording; 2^40 columns and their frames are still a long.</summary>
    public const int Highest = 40;

    // Columns of the spectrogram that are computed at once: some eight MB of them.
    private const int MostValues = 1 << 21;

    private readonly SpectrogramSignal<float> _spectrogram;
    private readonly bool _isMax;
    private readonly int _level;
    private readonly int _levelsAtOnce;
    private readonly ColumnParts? _kept;
    private StretchMap? _map;

    public SpectrogramLevel(SpectrogramSignal<float> spectrogram, int level, bool isMax, ColumnParts? kept)
        : base(spectrogram.Rate / (1L << level), 0, spectrogram.FrameShape, spectrogram)
    {
        (_spectrogram, _level, _isMax, _kept) = (spectrogram, level, isMax, level >= kept?.FirstLevel ? kept : null);
        int columns = Math.Max(1, MostValues / ValuesPerFrame);
        _levelsAtOnce = Math.Min(level, int.Log2(columns));
    }

    public override long Frames => Map.Frames;

    public override IReadOnlyList<FrameRange> ContinuousRanges => Map.ContinuousRanges;

    protected override bool ChangesAsItGrows => true;

    private StretchMap Map
    {
        get
        {
            StretchMap? map = Volatile.Read(ref _map);
            if (map is not null && map.SourceFrames == _spectrogram.Frames) return map;
            map = StretchMap.Create(_spectrogram, _spectrogram.Across, Columns);
            Volatile.Write(ref _map, map);
            return map;
        }
    }

    /// <summary>Number of times that a number of columns has to be halved, rounding up, until one is left.</summary>
    public static int LevelsAbove(long columns) => columns <= 1 ? 0 : long.Log2(columns - 1) is var log ? (int)log + 1 : 0;

    protected override void ReadFrames(long start, Span<float> destination)
    {
        StretchMap map = Map;
        float[] columns = ArrayPool<float>.Shared.Rent(ValuesPerFrame << _levelsAtOnce);
        try
        {
            (long Stretch, KeptReader? Reader) kept = (-1, null);
            for (; !destination.IsEmpty; start++, destination = destination[ValuesPerFrame..])
            {
                Stretch stretch = map.At(start);
                if (_kept is not null && kept.Stretch != stretch.Source.Start) kept = (stretch.Source.Start, _kept.ReaderOf(stretch.Source.Start));
                Compute(stretch.Source, kept.Reader, _level, start - stretch.Output.Start, columns, destination[..ValuesPerFrame]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(columns);
        }
    }

    private long Columns(long below) => (below >> _level) + ((below & ((1L << _level) - 1)) == 0 ? 0 : 1);

    private void Compute(FrameRange stretch, KeptReader? kept, int level, long column, float[] columns, Span<float> destination)
    {
        if (kept?.TryCopy(level, column, _isMax, destination) == true) return;
        if (level <= _levelsAtOnce && (kept is null || level <= _kept!.FirstLevel))
        {
            long first = column << level;
            // At most as many as there is room for.
            int count = (int)Math.Min(1L << level, stretch.Count - first);
            Span<float> values = columns.AsSpan(0, count * ValuesPerFrame);
            _spectrogram.Read(stretch.Start + first, values);
            ColumnPairs.Reduce(values, ValuesPerFrame, _isMax);
            values[..ValuesPerFrame].CopyTo(destination);
            return;
        }
        Compute(stretch, kept, level - 1, 2 * column, columns, destination);
        long second = ((2 * column) + 1) << (level - 1);
        if (second >= stretch.Count) return;
        float[] other = ArrayPool<float>.Shared.Rent(ValuesPerFrame);
        Compute(stretch, kept, level - 1, (2 * column) + 1, columns, other.AsSpan(0, ValuesPerFrame));
        long half = 1L << (level - 1);
        ColumnPairs.Join(destination, other.AsSpan(0, ValuesPerFrame), half, Math.Min(half, stretch.Count - second), _isMax);
        ArrayPool<float>.Shared.Return(other);
    }
}

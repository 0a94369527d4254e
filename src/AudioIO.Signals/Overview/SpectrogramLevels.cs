using AudioIO.Overviews;

namespace AudioIO;

/// <summary>
/// A spectrogram at any zoom: level ℓ has a column for every 2^ℓ columns of the spectrogram, the mean of their powers and the largest of
/// them. No column is left out and no decibels are averaged, so that a click of 5 ms in a day shows at every level.
/// <para>
/// A column of a level is computed where it is asked for, from all those below it. Coarse levels are kept where a store is given, after
/// <see cref="Build"/>; their bits are the same. They are kept as those of bins are (<see cref="Overview{T}"/>).
/// </para>
/// </summary>
public sealed class SpectrogramLevels : IDisposable
{
    private readonly Lock _building = new();
    private readonly IDisposable _use;
    private readonly KeptColumns? _kept;

    internal SpectrogramLevels(SpectrogramSignal<float> spectrogram, KeptColumns? kept)
    {
        _use = spectrogram.Use();
        _kept = kept;
        Spectrogram = spectrogram;
    }

    /// <summary>Level 0.</summary>
    public SpectrogramSignal<float> Spectrogram { get; }

    /// <summary>Number of levels: up to the first one of a single column for each stretch.</summary>
    public int Count
    {
        get
        {
            long longest = 1;
            foreach (FrameRange range in Spectrogram.ContinuousRanges) longest = Math.Max(longest, range.Count);
            return 1 + SpectrogramLevel.LevelsAbove(longest);
        }
    }

    /// <summary>The finest level with no more than so many columns for a range of the spectrogram.</summary>
    /// <param name="columns">Columns of the spectrogram, from 0.</param>
    /// <param name="maxColumns">Largest number of columns, from 1: the width of a picture.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static int LevelFor(long columns, int maxColumns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxColumns, 1);
        return SpectrogramLevel.LevelsAbove((columns / maxColumns) + (columns % maxColumns == 0 ? 0 : 1));
    }

    /// <summary>The mean power of the columns below each column of a level.</summary>
    /// <param name="level">0, the spectrogram itself, to 40.</param>
    /// <returns>
    /// A signal of your own of columns × channels × frequencies, ⌈n / 2^level⌉ of them for every stretch of n columns, with the rate of the
    /// spectrogram divided by 2^level.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public Signal<float> Mean(int level) => Level(level, isMax: false);

    /// <summary>The largest power of the columns below each column of a level.</summary>
    /// <inheritdoc cref="Mean"/>
    public Signal<float> Max(int level) => Level(level, isMax: true);

    /// <summary>Where levels are kept, and up to which column of the spectrogram; null where none are.</summary>
    public OverviewPart? Kept => _kept is null
        ? null
        : new OverviewPart
        {
            Frames = new FrameRange(0, Spectrogram.Frames),
            FilledTo = _kept.FilledTo(), // opens the file
            Path = _kept.Store.Path,
            Rebuilt = _kept.Store.Rebuilt,
            Fault = _kept.Store.Fault,
        };

    /// <summary>
    /// Computes the levels that are kept as far as they are not there yet. It may be cancelled, fail or be killed at any time: what is done
    /// is kept. Nothing to do where none are.
    /// </summary>
    /// <param name="progress">Told up to which column of the spectrogram it has come.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public void Build(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        lock (_building) _kept?.Fill(column => progress?.Report(column), cancellationToken);
    }

    /// <summary>Ends the use of the spectrogram. Levels that were taken stay as they are.</summary>
    public void Dispose()
    {
        _use.Dispose();
        _kept?.Store.Dispose();
    }

    private SpectrogramLevel Level(int level, bool isMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, SpectrogramLevel.Highest);
        return new SpectrogramLevel(Spectrogram, level, isMax, _kept);
    }
}

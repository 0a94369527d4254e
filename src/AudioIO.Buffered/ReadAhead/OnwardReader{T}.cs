namespace AudioIO;

/// <summary>
/// Reads a signal onward in small or large steps. One that is computed in whole units is asked for several at once, so that small steps
/// cost no more than large ones; long reads come in pieces, between which they can be ended.
/// </summary>
/// <param name="signal">The signal.</param>
internal sealed class OnwardReader<T>(Signal<T> signal)
    where T : unmanaged
{
    /// <summary>Values read at once: some hundred µs of work, after which a reading that was ended ends.</summary>
    private const int PieceValues = 1 << 18;

    /// <summary>Values of several units that are read at once for small steps: enough for FLAC to fill its lanes twice.</summary>
    private const int StageValues = 1 << 16;

    private readonly int _valuesPerFrame = signal.ValuesPerFrame;
    private T[] _stage = [];
    private long _stageStart;
    private int _stageCount;

    /// <summary>Fills <paramref name="destination"/>.</summary>
    /// <param name="frame">First frame.</param>
    /// <param name="destination">Room for whole frames, all of them within the signal.</param>
    /// <param name="end">Ends the reading early.</param>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public void Read(long frame, Span<T> destination, CancellationToken end)
    {
        while (!destination.IsEmpty)
        {
            end.ThrowIfCancellationRequested();
            int count = ReadSome(frame, destination);
            frame += count;
            destination = destination[(count * _valuesPerFrame)..];
        }
    }

    private int ReadSome(long frame, Span<T> destination)
    {
        int wanted = destination.Length / _valuesPerFrame;
        int unit = signal.UnitFrames;
        if (!IsStaged(frame) && !TryStage(frame, wanted, unit))
        {
            // Up to a boundary between units, so that none is decoded twice.
            long stop = frame + Math.Max(PieceValues / _valuesPerFrame, unit);
            wanted = (int)Math.Min(wanted, stop - stop % unit - frame);
            signal.Read(frame, destination[..(wanted * _valuesPerFrame)]);
            return wanted;
        }
        int offset = (int)(frame - _stageStart);
        int count = Math.Min(wanted, _stageCount - offset);
        _stage.AsSpan(offset * _valuesPerFrame, count * _valuesPerFrame).CopyTo(destination);
        return count;
    }

    private bool IsStaged(long frame) => frame >= _stageStart && frame < _stageStart + _stageCount;

    private bool TryStage(long frame, int wanted, int unit)
    {
        int frames = Math.Max(1, StageValues / _valuesPerFrame / unit) * unit;
        if (unit == 1 || wanted >= frames || (long)frames * _valuesPerFrame > Array.MaxLength) return false;
        if (_stage.Length == 0) _stage = new T[frames * _valuesPerFrame];
        (_stageStart, _stageCount) = (frame - frame % unit, 0);
        int count = (int)Math.Min(Math.Min(frames, _stage.Length / _valuesPerFrame), signal.Frames - _stageStart);
        // A signal may have lost its end since the blocks were planned: reading the frame itself says so.
        if (count <= frame - _stageStart) return false;
        try
        {
            signal.Read(_stageStart, _stage.AsSpan(0, count * _valuesPerFrame));
        }
        catch (Exception fault) when (fault is IFrameDamage { StartFrame: not null })
        {
            // What is damaged may lie behind the frames that are wanted now: they are read alone, and throw if it does not.
            return false;
        }
        _stageCount = count;
        return true;
    }
}

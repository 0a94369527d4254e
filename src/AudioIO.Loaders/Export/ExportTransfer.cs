namespace AudioIO;

/// <summary>Moves the frames of a range into a file, piece by piece. A piece is written while the next one is read.</summary>
internal sealed class ExportTransfer(WaveWriter writer, long start, long count, IProgress<double>? progress, CancellationToken cancellation)
{
    /// <summary>Values moved at once: several units of what is decoded in units, that they can be decoded side by side.</summary>
    private const int PieceValues = 1 << 19;

    /// <summary>Moves the frames of a recording.</summary>
    public void Run(AudioSource source, ExportPlan plan)
    {
        switch (plan.Route)
        {
            case ExportRoute.Stored:
                Copy(plan.Stored!);
                break;
            case ExportRoute.Shorts:
                Run<short>(source.Read, source.FramesPerUnit, static (writer, values) => writer.Write(values));
                break;
            case ExportRoute.Integers:
                int shift = plan.Shift;
                Run<int>(
                    (frame, values) =>
                    {
                        source.Read(frame, values);
                        if (shift > 0) MoveUp(values, shift);
                    },
                    source.FramesPerUnit,
                    static (writer, values) => writer.Write(values));
                break;
            case ExportRoute.Floats:
                Run<float>(source.Read, source.FramesPerUnit, static (writer, values) => writer.Write(values));
                break;
            default:
                Run<double>(source.Read, source.FramesPerUnit, static (writer, values) => writer.Write(values));
                break;
        }
    }

    /// <summary>Moves the frames of a signal of floats.</summary>
    public void Run(Signal<float> signal) =>
        Run<float>(signal.Read, signal.FramesPerUnit, static (writer, values) => writer.Write(values));

    /// <summary>Moves the frames of a signal of doubles.</summary>
    public void Run(Signal<double> signal) =>
        Run<double>(signal.Read, signal.FramesPerUnit, static (writer, values) => writer.Write(values));

    private void Run<T>(Action<long, Span<T>> read, int framesPerUnit, Action<WaveWriter, ReadOnlySpan<T>> write)
        where T : unmanaged
    {
        int channels = writer.Channels;
        // Whole units, and at least one; none is longer than 65535 frames of 1024 channels: below 2^26 values.
        int pieceFrames = Math.Max(1, PieceValues / channels / framesPerUnit) * framesPerUnit;
        T[] piece = new T[Math.Min(pieceFrames, count) * channels];
        T[] other = count > pieceFrames ? new T[piece.Length] : [];
        Task writing = Task.CompletedTask;
        try
        {
            for (long done = 0; done < count;)
            {
                cancellation.ThrowIfCancellationRequested();
                // The first piece ends where a unit does.
                int frames = (int)Math.Min(pieceFrames - ((start + done) % framesPerUnit), count - done);
                Memory<T> values = piece.AsMemory(0, frames * channels);
                read(start + done, values.Span);
                Finish(writing, done);
                done += frames;
                if (other.Length == 0)
                {
                    // A short range is not worth a thread.
                    write(writer, values.Span);
                    continue;
                }
                writing = Task.Run(() => write(writer, values.Span), CancellationToken.None);
                (piece, other) = (other, piece);
            }
            Finish(writing, count);
        }
        finally
        {
            // Whatever happened, nobody writes any more when this returns.
            Task.WhenAny(writing).GetAwaiter().GetResult();
        }
    }

    private void Finish(Task writing, long written)
    {
        writing.GetAwaiter().GetResult();
        if (written > 0) progress?.Report(written / (double)count);
    }

    private void Copy(SampleReader stored)
    {
        bool turn = stored.Coding.BigEndian;
        for (long done = 0; done < count;)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<byte> room = writer.Output.Room();
            int frames = (int)Math.Min(room.Length / stored.Coding.BlockBytes, count - done);
            room = room[..(frames * stored.Coding.BlockBytes)];
            stored.ReadStored(start + done, room);
            if (turn) IntegerPcm.ReverseBytes(room, stored.Coding.BytesPerSample);
            writer.Output.Advance(room.Length);
            done += frames;
            progress?.Report(done / (double)count);
        }
    }

    // The shifted value fits: it has as many bits as the file.
    private static void MoveUp(Span<int> values, int shift)
    {
        for (int i = 0; i < values.Length; i++) values[i] <<= shift;
    }
}

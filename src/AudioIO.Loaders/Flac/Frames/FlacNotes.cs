namespace AudioIO;

/// <summary>The entries about what is not as it should be in a FLAC file that can be read.</summary>
/// <param name="path">Path of the file; null for streams.</param>
/// <param name="log">Takes them.</param>
internal sealed class FlacNotes(string? path, DiagnosticLog log)
{
    public void ShortFile(long end, long length)
    {
        if (end < length) Add(DiagnosticKind.Truncated, $"The bytes end at {end}, and {length} were announced.", end);
    }

    public void NoFrame(long announced, long position)
    {
        if (announced > 0) Add(DiagnosticKind.Truncated, $"The file ends before the first of {announced} frames.", position);
    }

    /// <summary>Where STREAMINFO and the FlacFrames disagree about depth and rate, or the numbers do not begin at 0.</summary>
    public void Format(FlacStreamFormat format, long position)
    {
        FlacStreamInfo streamInfo = format.StreamInfo;
        if (format.BitsPerSample != streamInfo.BitsPerSample)
        {
            Add(DiagnosticKind.Contradiction,
                $"STREAMINFO says {streamInfo.BitsPerSample} bits per sample, the FlacFrames have {format.BitsPerSample}; these count.",
                position);
        }
        if (format.FrameRate != streamInfo.Rate)
        {
            Add(DiagnosticKind.Contradiction,
                $"STREAMINFO says {streamInfo.Rate} Hz, the FlacFrames {format.FrameRate} Hz; STREAMINFO counts.", position);
        }
        if (format.FirstFrame > 0)
        {
            Add(DiagnosticKind.Contradiction,
                $"The recording begins at frame {format.FirstFrame} of a longer stream, of which it was cut; that is its frame 0.", position);
        }
    }

    /// <summary>Numbers that jump although no bytes are there for the frames between.</summary>
    public void Jump(FlacGap jump)
    {
        (long start, long next) = (jump.Trouble.Frame, jump.Next.Frame);
        log.Add(new Diagnostic(DiagnosticKind.Contradiction,
            $"The FlacFrames jump from frame {start} to frame {next} at byte {jump.Next.Position}, and the bytes before cannot have " +
            "held those between: they are missing, or what follows is of another recording.")
        {
            Position = jump.Next.Position,
            Path = path,
            StartFrame = start,
            FrameCount = next - start,
        });
    }

    /// <summary>How the FlacFrames end.</summary>
    public void Ending(FlacLength length, long fileLength)
    {
        if (length.Ending == FlacEnding.Truncated)
        {
            Add(DiagnosticKind.Truncated,
                $"The file ends within a FlacFrame; its frames from {length.TotalFrames} on are lost.", length.EndPosition);
        }
        if (length.LastDamage is { } damage) log.Add(damage.ToDiagnostic(path));
        if (length.Ending == FlacEnding.Changed)
        {
            Add(DiagnosticKind.Damaged,
                "Rate, channels or depth change within the stream; the frames behind the change cannot be read.", null);
        }
        long rest = fileLength - length.EndPosition;
        if (rest > 0 && length.Ending is not (FlacEnding.Truncated or FlacEnding.Changed))
        {
            string what = length.Ending switch
            {
                FlacEnding.AnotherStream => "another FLAC stream, which is not read",
                FlacEnding.OutOfOrder => "FlacFrames whose numbers do not follow (they begin again, or are of another recording), not read",
                _ => "no FlacFrame",
            };
            Add(DiagnosticKind.Ignored, $"{rest} bytes behind the last FlacFrame are {what}.", length.EndPosition);
        }
    }

    /// <summary>
    /// FlacFrames out of order in a file whose last one has the number that STREAMINFO announces: the length that was measured stays.
    /// </summary>
    public void OutOfOrder(long measured, long inOrder, long position)
    {
        if (inOrder == measured) return;
        string what = inOrder < measured
            ? $"FlacFrames that are in order end at byte {position}; frames {inOrder} to {measured - 1} cannot be decoded."
            : $"STREAMINFO announces {measured} frames, and FlacFrames in order go on to frame {inOrder}; those of STREAMINFO count.";
        log.Add(new Diagnostic(inOrder < measured ? DiagnosticKind.Damaged : DiagnosticKind.Contradiction, what)
        {
            Position = position,
            Path = path,
            StartFrame = Math.Min(inOrder, measured),
            FrameCount = Math.Abs(measured - inOrder),
        });
    }

    /// <summary>Whether the length is what STREAMINFO says.</summary>
    public void Announced(FlacStreamFormat format, long frames, FlacEnding ending)
    {
        long announced = format.StreamInfo.TotalFrames;
        // 0 is unknown, which is no contradiction; the number of the frame after a part's last, or that of the whole, is none either.
        if (announced == 0 || announced == frames) return;
        if (format.FirstFrame > 0 && announced - format.FirstFrame >= frames) return;
        bool cut = announced > frames && ending == FlacEnding.Truncated;
        Add(cut ? DiagnosticKind.Truncated : DiagnosticKind.Contradiction,
            $"STREAMINFO announces {announced} frames, the file has {frames}; these count.", null);
    }

    private void Add(DiagnosticKind kind, string message, long? position) =>
        log.Add(new Diagnostic(kind, message) { Position = position, Path = path });
}

namespace AudioIO;

/// <summary>Sees to it that the files that a piece reads are those of the plan, and stay what they are while it is computed.</summary>
internal sealed class FileWatch
{
    private readonly PlannedFile[] _files;
    private readonly FileStamp[] _stamps;
    private readonly int _piece;

    private FileWatch(int piece, PlannedFile[] files)
    {
        _piece = piece;
        _files = files;
        _stamps = [.. files.Select(Stamp)];
    }

    /// <summary>Looks at the files by size; their times are judged by the recording, when it opens them.</summary>
    /// <exception cref="AudioFormatException">One is not what it was when the plan was made.</exception>
    /// <exception cref="FileNotFoundException">One is gone.</exception>
    public static FileWatch Of(WorkPiece piece, PlannedFile[] files) =>
        new(piece.Index, [.. files.Where(file => !file.Frames.Intersect(piece.Reads).IsEmpty)]);

    /// <summary>Looks again, when all is read.</summary>
    /// <exception cref="AudioFormatException">One was written meanwhile.</exception>
    /// <exception cref="FileNotFoundException">One is gone.</exception>
    public void ThrowIfChanged()
    {
        for (int i = 0; i < _files.Length; i++)
        {
            FileStamp found = Stamp(_files[i]);
            // What the last file becomes longer is no part of the plan.
            if (found == _stamps[i] || (_files[i].IsLast && found.LengthBytes > _stamps[i].LengthBytes)) continue;
            throw new AudioFormatException(AudioFormatErrorKind.Changed,
                $"A file was written while piece {_piece} was computed from it: {_stamps[i].DifferenceTo(found)}", path: _files[i].File.Path);
        }
    }

    private FileStamp Stamp(PlannedFile file)
    {
        try
        {
            FileStamp found = FileStamp.Of(file.File.Path);
            new KnownFile(file.File, file.IsLast, IsIndexed: true).ThrowIfChanged(found);
            return found;
        }
        catch (FileNotFoundException fault)
        {
            throw new FileNotFoundException(
                $"A file that piece {_piece} reads is gone since the plan was made: '{file.File.Path}'.", file.File.Path, fault);
        }
        catch (AudioFormatException fault)
        {
            throw new AudioFormatException(AudioFormatErrorKind.Changed,
                $"A file that piece {_piece} reads has changed since the plan was made: {fault.Message}", innerException: fault);
        }
    }
}

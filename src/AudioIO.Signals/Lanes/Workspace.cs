using System.Runtime.CompilerServices;

namespace AudioIO.Lanes;

/// <summary>Memory for one call of a kernel, aligned to the widest vectors and to the lines of the cache.</summary>
internal sealed unsafe class Workspace<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _memory;

    /// <param name="length">Number of values, from 0.</param>
    public Workspace(int length)
    {
        Length = length;
        // Pinned for good, so that a pointer into it needs no fixed statement.
        _memory = GC.AllocateUninitializedArray<T>(checked(length + (Alignment / Unsafe.SizeOf<T>())), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_memory));
        Start = (T*)((address + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    public int Length { get; }

    /// <summary>The first value; valid as long as this object is referenced.</summary>
    public T* Start { get; }
}

@echo off
rem Padlock's launcher for Windows. Finds a JDK (17 or newer), builds when sources are newer than what was built, and starts it.
rem   JAVA_HOME      the JDK to use (else: the one on the PATH)
rem   PADLOCK_OPTS   more options for Java
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "app=%root%\.padlock\build\scenarios"
set "stamp=%root%\.padlock\stamp"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" --list-modules 2>nul | findstr /b "jdk.compiler@" >nul || goto :nojdk
"%java%" --list-modules 2>nul | findstr /b /r "java.base@1[7-9] java.base@[2-9][0-9]" >nul || goto :nojdk

powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$s = Get-Item -LiteralPath $env:stamp -ErrorAction SilentlyContinue; if (-not $s) { exit 1 };" ^
  "$m = 'sim-engine','tls-emulation','mesh-model','scenarios' | ForEach-Object { Join-Path $env:root $_ };" ^
  "$f = @(Get-Item (Join-Path $env:root 'pom.xml')) + @($m | ForEach-Object { Get-Item (Join-Path $_ 'pom.xml') });" ^
  "$f += @($m | ForEach-Object { Get-ChildItem (Join-Path $_ 'src\main') -Recurse -ErrorAction SilentlyContinue });" ^
  "if ($f | Where-Object { $_.LastWriteTimeUtc -gt $s.LastWriteTimeUtc }) { exit 1 }"
if not errorlevel 1 if exist "%app%\lib" goto :start

where mvn >nul 2>nul || goto :nomaven
>&2 echo padlock: building (first use or changed sources) ...
if not exist "%root%\.padlock" mkdir "%root%\.padlock"
type nul >"%stamp%.new"
if exist "%app%" rmdir /s /q "%app%"
pushd "%root%"
call mvn -B -q -Dstyle.color=never -pl scenarios -am -Dmaven.test.skip=true "-Dpadlock.output=${maven.multiModuleProjectDirectory}/.padlock/build/${project.artifactId}" package >"%root%\.padlock\build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" goto :failed
move /y "%stamp%.new" "%stamp%" >nul

:start
for %%j in ("%app%\scenarios-*.jar") do set "jar=%%~fj"
"%java%" -Xlog:disable -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "-Dpadlock.home=%root%" %PADLOCK_OPTS% -jar "%jar%" %*
exit /b %errorlevel%

:nojdk
>&2 echo padlock: needs a JDK of version 17 or newer; install one or set JAVA_HOME
exit /b 3

:nomaven
>&2 echo padlock: needs Maven 3.8 or newer to build; install it and put mvn on the PATH
exit /b 3

:failed
>&2 echo padlock: the build failed; its output is in %root%\.padlock\build.log
exit /b 3

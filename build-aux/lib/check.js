// SPDX-FileCopyrightText: The Heddle developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the checks against other people's programs share. They need a network once, to fetch
// those from npm, and are no part of the test suite.

'use strict'

const { spawn, spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const readline = require('node:readline')

const checkout = path.resolve(__dirname, '../..')
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'heddle')
const running = []
let passed = 0
let failed = 0

function die (message) {
  console.error(message)
  process.exitCode = 2
  stopAll()
  process.exit()
}

// Installs one version of an npm package in the cache directory, once, and returns the folder to
// require it from.
function install (name, version) {
  const folder = path.join(cache, 'npm', `${name.replace('/', '-')}-${version}`)
  const done = path.join(folder, '.done')

  if (fs.existsSync(done)) return folder

  console.log(`• Installing ${name} ${version} into ${folder}`)
  fs.mkdirSync(folder, { recursive: true })
  const result = spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund',
    '--loglevel=error', `${name}@${version}`], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (result.error) die(`npm cannot be started: ${result.error.message}. Install Node.js with npm.`)
  if (result.status !== 0) die(`npm could not install ${name} ${version}.`)
  fs.writeFileSync(done, '')
  return folder
}

// Where the test programs are: a folder of built programs, or a command to run them with.
function command (program) {
  const prefix = process.env.HEDDLE_CHECK_RUNNER
    ? process.env.HEDDLE_CHECK_RUNNER.split(' ')
    : [path.join(checkout, 'build-aux/dev'), 'exec']
  const build = process.env.HEDDLE_CHECK_BUILD || path.join(checkout, '_build/plain')

  return [...prefix, path.join(build, program)]
}

// Starts a program that runs until its standard input ends, and returns its first line.
function start (argv, options = {}) {
  const child = spawn(argv[0], argv.slice(1), { stdio: ['pipe', 'pipe', 'inherit'], ...options })

  running.push(child)
  child.on('error', error => die(`${argv[0]} cannot be started: ${error.message}`))
  return new Promise((resolve, reject) => {
    const lines = readline.createInterface({ input: child.stdout })

    lines.once('line', line => resolve({ child, line, lines }))
    child.once('exit', code => reject(new Error(`${argv.join(' ')} ended with ${code}`)))
  })
}

function stopAll () {
  for (const child of running) {
    child.removeAllListeners('exit')
    child.stdin?.end()
    child.kill('SIGTERM')
  }
}

async function check (name, body) {
  try {
    await body()
    passed++
    console.log(`ok      ${name}`)
  } catch (error) {
    failed++
    console.log(`FAILED  ${name}\n        ${String(error.stack || error).replace(/\n/g, '\n        ')}`)
  }
}

function finish () {
  stopAll()
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}

module.exports = { cache, check, checkout, command, die, finish, install, start, stopAll }
